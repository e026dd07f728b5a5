"""Typst, as a process that sets many documents. Run by pdf.py: `python -I -S typst_worker.py WHEEL FONTS MEMORY`.

Standard input has one JSON object per line, standard output one answer to each.
  {source, root, epoch, inputs, standards, target}   a document to set: its main file, the folder that it may read, the
                                                     time it bears, what its template can ask for, the standards it
                                                     keeps to, and the PDF to write
  answer {warnings: [...]} or {error, place}

Typst can read no file outside of `root`. It would fetch packages from the net, were its way there not a closed door
(pdf.py sets the proxies). Nothing of hplan is imported here.
"""

import json
import sys
from contextlib import suppress
from pathlib import Path
from typing import cast


def bound(memory: int) -> None:
    """Let nobody's template take the whole machine; where the system has no such bound, the time is one."""
    try:
        import resource
    except ImportError:  # Windows
        return
    with suppress(ValueError, OSError):  # some systems know the word and not the thing
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


def main(wheel: str, fonts: str, memory: str) -> None:
    """Answer until there is nothing more to do."""
    bound(int(memory))
    sys.path.insert(0, wheel)
    import typst

    # The list alone decides: neither the system's fonts nor those of the wheel, or one machine's PDF is not another's.
    book = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[fonts])
    compiler = typst.Compiler(font_paths=book)
    for line in sys.stdin.buffer:
        job = json.loads(line)
        try:
            content, warnings = compiler.compile_with_warnings(
                input=Path(job["source"]).read_bytes(),
                root=job["root"],
                format="pdf",
                sys_inputs=job["inputs"],
                pdf_standards=job["standards"],
                timestamp=job["epoch"],
            )
            Path(job["target"]).write_bytes(cast(bytes, content))
            answer: dict[str, object] = {"warnings": [warning.message for warning in warnings]}
        except typst.TypstError as error:
            answer = {"error": error.message, "place": error.diagnostic}
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
