"""The only door to Google: sign-in, calls with retries and a quota budget, changes by history id, labels, drafts."""
