"""Draw one paper once, as a process of its own that imports nothing more than it needs."""

from pathlib import Path


def draw(folder: str, name: str) -> None:
    """Draw the order or the report of the measurement into the folder."""
    place = Path(folder)
    if name == "order":
        from app.reports.rectification_order import render as render_order
        from bench.pdf_data import order

        pdf = render_order(order(7))
    else:
        from app.reports.loop_report import render as render_report
        from bench.pdf_report import report

        pictures = {path.stem: path.read_bytes() for path in (place / "photos").iterdir()}
        pdf = render_report(report(7), pictures=pictures)
    (place / f"ours-{name}.pdf").write_bytes(pdf)
