"""What counsellors write down about a case for themselves and for colleagues: drafts and notes."""
