"""Sets one document: an order as JSON comes in, a PDF goes out. It knows nothing of the forum, so it starts at once."""

import json
import re
import resource
import sys

MISSING = re.compile(r"the text `\"?(.+?)\"?` could not be displayed")


def main() -> int:
    order = json.loads(sys.stdin.buffer.read())
    most = order["megabytes"] * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    import typst  # after the limit

    fonts = typst.Fonts(include_system_fonts=False, font_paths=order["fonts"])
    families = sorted({font.family for font in fonts.fonts() if font.path})
    data = json.dumps(json.loads(order["data"]) | {"fonts": families})
    try:
        pages = typst.compile(
            order["template"],
            format="pdf",
            font_paths=fonts,
            sys_inputs={"data": data},
            pdf_standards=["a-2a", "ua-1"],
            timestamp=order["stamp"],
        )
    except typst.TypstError as wrong:
        missing = MISSING.search(wrong.message)
        sys.stderr.write(f"letter:{missing[1]}\n" if missing else " ".join(wrong.message.split()) + "\n")
        return 1
    sys.stdout.buffer.write(pages)
    return 0


if __name__ == "__main__":
    sys.exit(main())
