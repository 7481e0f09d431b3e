"""Documents: files, scans and papers. Knows no owner: whoever keeps a file decides who may see it.

- `keyring`, `envelope`: every file has its own AES-256-GCM key, wrapped by a key of a ring outside the
  database.
- `vault`: encrypted bytes on disk under the SHA-256 of what lies there; a write is whole or absent.
- `models`, `operations`, `jobs`: the row of a file; keep, read, rewrap, verify, sweep.
- `virus`: asks clamd; a file that was not checked is not taken (the demo alone may run without a scanner,
  and says so).
- `scans`: phone photos and PDF files become one clean PDF of pages, with the resolution told (Instruction
  345, p. 1.4: multi-page PDF, 300 dpi).
- `sandbox`, `pdf_cleaner`, `pdf_painter`: a stranger's PDF is opened only in a child process with bounds of
  time and memory.
- `preview`, `ocr`: a page as a picture and as recognised text, to stand beside the answers.
- `recognition`: text of every scan read in the background, kept encrypted, found by keyed hashes of its words.
- `papers`: official papers as PDF/A-3a through typst, with the data they were made from inside.

A file travels: upload → virus check → scan → `operations.keep` → its owner's row points at the StoredFile.
Nothing here logs or raises the name of an uploaded file: names are often personal data.
"""
