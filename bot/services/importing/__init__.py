"""Customers, contacts, cases and bills brought in by spreadsheets, each as a whole (C1, C9)."""
