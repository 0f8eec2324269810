"""Formats of office programs: Word, OpenDocument, RTF, spreadsheets."""
