"""What every paper is made with: typefaces, lines, blocks, pages. Start reading at `paper.py`."""
