"""An output format for Publish: plain text, one sentence a line."""

from publish.backends import Context, NoOptions
from publish.content import Added, Artifact, Draft, Edition, Figure, NotYetPlain, Paragraph, Row, Section
from publish.content import Sentence, descendants, plain_text
from publish.labels import labels
from publish.plugins import Availability
from publish.speech.settings import NarrationSettings


class TextBackend:
    """Writes the words of an edition."""

    name = "text"
    media_type = "text/plain"
    edition = "plain"
    Options = NoOptions

    def availability(self) -> Availability:
        """Tell that nothing stands in the way."""
        return Availability()

    def narration_settings(self, options: NoOptions, settings: NarrationSettings) -> NarrationSettings | None:
        """Tell that nothing is spoken."""
        return None

    def write(self, edition: Edition, context: Context) -> list[Artifact]:
        """Write one file, and say what it is."""
        words = labels(edition.metadata.language)
        lines = [edition.metadata.title, words["draft_edition"] if edition.draft else "", *edition.summary]
        for node in descendants([*edition.body, *edition.notes]):
            match node:
                case Section() | Paragraph() | Row():
                    lines.append("")
                case Sentence():
                    lines.append(plain_text(node))
                case Figure():
                    lines += ["", node.image.alt]
                case NotYetPlain() | Added() | Draft():
                    lines += ["", words[node.label]]
        path = context.folder / f"{context.stem}.txt"
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return [Artifact(path=path, media_type=self.media_type)]
