"""A backend for Publish that writes plain text, one paragraph a line."""

from publish.backends import Context, NoOptions
from publish.content import Artifact, Edition, Sentence, find, plain_text
from publish.plugins import Availability


class TextBackend:
    """Writes the words of an edition, and nothing else."""

    name = "text"
    media_type = "text/plain"
    edition = "standard"
    needs_narration = False
    Options = NoOptions

    def availability(self) -> Availability:
        """Tell whether the backend can run here: it always can."""
        return Availability()

    def write(self, edition: Edition, context: Context) -> list[Artifact]:
        """Write one file into the folder that Publish gives."""
        lines = [edition.metadata.title]
        lines += [plain_text(sentence) for sentence in find(edition.body, Sentence)]
        path = context.folder / f"{context.stem}.txt"
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return [Artifact(path=path, media_type=self.media_type)]
