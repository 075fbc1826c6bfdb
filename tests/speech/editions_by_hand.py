"""Editions written by hand, without a reader."""

import datetime

from publish.content import (
    Abbreviation,
    Admonition,
    Cell,
    Code,
    CodeBlock,
    Contact,
    Definition,
    DefinitionItem,
    DefinitionList,
    Edition,
    Emphasis,
    Figure,
    GlossaryEntry,
    Group,
    Image,
    LineBreak,
    Link,
    List,
    ListItem,
    Math,
    MathBlock,
    Metadata,
    Note,
    NoteReference,
    NotYetPlain,
    Paragraph,
    Person,
    Quotation,
    Row,
    Section,
    Sentence,
    Series,
    Span,
    Strong,
    Subscript,
    Superscript,
    Table,
    Term,
    Text,
    ThematicBreak,
)
from publish.labels import labels

LABELS = labels("en")


def sentence(identifier, *content, **fields):
    nodes = (Text(node) if isinstance(node, str) else node for node in content)
    return Sentence(tuple(nodes), id=identifier, **fields)


def paragraph(identifier, *texts, **fields):
    sentences = (sentence(f"{identifier}-{number}", text) for number, text in enumerate(texts, start=1))
    return Paragraph(tuple(sentences), id=identifier, **fields)


def row(identifier, *texts, header=False):
    cells = (
        Cell(sentence(f"{identifier}-{number}", text) if text else None, header=header or number == 1)
        for number, text in enumerate(texts, start=1)
    )
    return Row(tuple(cells))


METADATA = Metadata(
    title="Ketamine",
    subtitle="What it is, and 5–10 questions",
    language="en-GB",
    authors=(Person(name="Robin Sample"), Person(name="Zoë Ångström")),
    publisher="Sample library",
    series=Series(name="Publish samples", number="1"),
    licence="CC BY 4.0",
    published=datetime.date(2026, 11, 23),
    contacts=(
        Contact(name="Samaritans", use="Anyone who needs to talk", phone="116 123", web="https://www.samaritans.org"),
        Contact(name="988 Lifeline, US", phone="988", text="988", email="help@example.org", hours="At any hour"),
    ),
)

EVERYTHING = Edition(
    name="plain",
    metadata=METADATA,
    summary=("It may help quickly.", "The risks are real."),
    body=(
        Admonition(
            kind="note",
            title=sentence("sample-title", "This is a sample"),
            body=(paragraph("sample", "Ask your doctor."),),
            id="sample-box",
        ),
        Section(
            id="what",
            title=sentence("what-title", "What it is", NoteReference("n1", 1)),
            body=(
                Paragraph(
                    (
                        sentence(
                            "what-1",
                            Span((Text("Ketamine"),), say="KET-uh-meen"),
                            " is an ",
                            Term("anaesthetic", "anaesthetic"),
                            Text(" since the 1960s."),
                            NoteReference("n1", 1),
                        ),
                        sentence(
                            "what-2",
                            Strong((Text("See"),)),
                            " ",
                            Link("https://example.org/x", (Text("the review"),)),
                            ", H",
                            Subscript((Text("2"),)),
                            "O, 10",
                            Superscript((Text("9"),)),
                            ", 2",
                            Superscript((Text("nd"),)),
                            LineBreak(),
                            Abbreviation("NMDA", "N-methyl-D-aspartate"),
                            " and ",
                            Math("x^2", "<math/>", "x squared"),
                            " or ",
                            Code("a < b"),
                            ".",
                        ),
                    ),
                    id="what-block",
                ),
                Group((paragraph("fr", "Bonjour.", "Tout va bien."),), language="fr"),
                Paragraph((sentence("span-fr", Emphasis((Text("Au revoir."),), language="fr")),)),
                Paragraph((sentence("nothing", NoteReference("n1", 1)), sentence("dash", "—"))),
                Section(
                    id="deeper",
                    title=sentence("deeper-title", "Deeper"),
                    body=(
                        List(
                            (
                                ListItem((paragraph("item-1", "Call 988 or 116 123."),)),
                                ListItem((paragraph("item-2", "Rest.", "Drink."),)),
                                ListItem((CodeBlock("x = 1", id="item-code"),)),
                            ),
                            ordered=True,
                            start=3,
                            id="steps",
                        ),
                        List((ListItem((paragraph("bullet", "dizziness"),)),), id="bullets"),
                        ThematicBreak(),
                        paragraph("after-break", "Later."),
                    ),
                ),
            ),
        ),
        Section(
            id="dose",
            title=sentence("dose-title", "How much?"),
            body=(
                Table(
                    id="table",
                    caption=sentence("caption", "Doses"),
                    head=row("head", "", "Dose", "How often?", header=True),
                    rows=(row("spray", "Spray", "28–84 mg", "2-3 times"), row("drip", "Drip", "0.5 mg/kg", "")),
                ),
                Table(id="bare", head=row("only", "Nothing", "yet", header=True), rows=()),
                DefinitionList(
                    (
                        DefinitionItem(
                            (sentence("term", "Placebo"),), (Definition((paragraph("dummy", "A dummy treatment."),)),)
                        ),
                    ),
                    id="terms",
                ),
                Figure(
                    Image("gate.svg", "A gate is blocked.", id="gate-image"),
                    sentence("gate-caption", "The receptor as a gate."),
                    (paragraph("gate-long", "There are 2 panels."),),
                    id="gate",
                ),
                Figure(Image("line.svg", decorative=True, id="line-image"), id="line"),
                Quotation((paragraph("quote", "I felt cut off."),), id="said"),
                MathBlock("E = mc^2", "<math/>", "E equals m c squared", id="formula"),
                CodeBlock("dose < 5", "text", id="code"),
                Admonition(kind="warning", title=sentence("drive", "Do not drive"), body=(paragraph("wait", "Wait."),)),
                Admonition(kind="help", body=(paragraph("call", "Call 999."),), id="now"),
                NotYetPlain((paragraph("old", "The original."),), id="original"),
            ),
        ),
    ),
    notes=(Note(1, (paragraph("n1-text", "Domino, 2010."),), id="n1"),),
    glossary=(
        GlossaryEntry(
            term="Anaesthetic", definition="A medicine that blocks pain.", say="an-uhs-THET-ik", id="anaesthetic"
        ),
        GlossaryEntry(term="désagrégation", definition="Une séparation.", language="fr", id="desagregation"),
    ),
)
