"""The parts of a Word document: styles and page, numbers, words with their marks, notes, tables."""
