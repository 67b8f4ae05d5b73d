"""The colours of the marks on a photograph: on screen, in print, and in the theme, which every start loads."""

INK = (229, 40, 40)
CASE = (255, 255, 255)
