"""What several parts of the pages share: who is at work, refusals as pages, the pages of questions."""
