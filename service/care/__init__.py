"""Care for the counsellors: heavy work counted, a word about a break, and what they do not want to be given."""
