"""What one file may cost, so that a bad file withholds only itself.

The bounds are counts, not clocks: whether an article is published may not depend on the machine.
They are far above any real submission (a national campaign takes 2,000 characters and 1 MB), and at
each of them a file takes less than a second of one core.
"""

MAX_TEXT_BYTES = 512 * 1024
"""Bytes of a Markdown or TOML file."""
MAX_TOML_LINE = 1_000
"""Characters of a line of TOML: the parser's time grows with the square of a dotted key."""
MAX_PROBLEMS = 100
"""Problems of one TOML file, or damaged lines of a text: more would flood the report."""
MAX_HEAD_CHARACTERS = 16 * 1024
"""Characters of front matter."""
MAX_DEPTH = 12
"""Quotes and lists opened in one line: the sanitiser's time grows with the square of depth."""
MAX_TAGS = 10_000
"""Raw HTML tags of a body: nested as deep, the sanitiser takes 0.3 s."""
MAX_COLUMNS = 500
"""Bars in a line: a table of 25,000 columns takes a second, one of 50,000 ten."""
MAX_CELLS = 200_000
"""Cells of a body, were all its lines rows of its widest table: 0.3 s, and 3 MB of HTML."""
MAX_ENTITIES = 50_000
"""Ampersands of a body: the sanitiser takes 8 µs for each."""
MAX_LINKS = 20_000
"""Links of a body: so many are found and written in half a second. A book of laws has 5,000."""
MAX_PICTURES = 200
"""Pictures of a body: each is decoded once, which may take half a second."""
MAX_PICTURE_BYTES = 20 * 1024 * 1024
MAX_MEMBERS = 2_000
"""Files in an Office file or archive: each takes 20 µs to look at."""
MAX_UNPACKED_BYTES = 512 * 1024 * 1024
"""Bytes that an archive says it unpacks to: 25 times the default limit of an attachment."""
MAX_RATIO = 250
"""Bytes unpacked for one packed: the densest of tables reach 100, deflate can't exceed 1,032."""
RATIO_COUNTS_FROM = 8 * 1024 * 1024
"""Bytes of a file in an archive from which that counts: what is smaller does no harm."""
MAX_XML_BYTES = 8 * 1024 * 1024
"""Bytes of XML that are read of one Office file: a report of 300 pages has 5 MB; 0.4 s."""
MAX_METADATA_BLOCKS = 100
"""Blocks of EXIF or XMP that are read of one file: a report has some dozens of photos."""
MAX_PDF_STREAMS = 20_000
"""Streams of a PDF: each takes 2 µs to step over."""
MAX_PDF_TEXT_BYTES = 4 * 1024 * 1024
"""Bytes of a PDF that are searched: outside streams, and of unpacked object streams. 0.5 s."""
MAX_PIXELS = 50_000_000
"""Pixels of a picture: a decompression bomb is small as a file and huge in memory."""
MAX_FRAMES = 1_000
"""Frames of an animation that moves: each is decoded once, up to MAX_PIXELS in all."""
