"""Files of votes and statements: real ones, in every dress, hostile ones, and there and back."""

import csv
import io

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from minka.engine.opinions import blocks
from minka.engine.opinions.comments import Comment, guarded, unguarded
from minka.engine.opinions.reading import Fault, FileInvalid, ReadVotes, read_comments, read_votes
from minka.engine.opinions.votes import digest
from minka.engine.opinions.writing import write_comments, write_votes
from tests.engine.opinions.published import BIODIVERSITY, BREXIT, bytes_of, log

HEAD = "timestamp,datetime,comment-id,voter-id,vote"
NUMBER = st.integers(0, 10**12)
ROW = st.tuples(NUMBER, NUMBER, st.sampled_from([-1, 0, 1]), st.integers(0, 253_402_300_799_999))
TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n\t"), min_size=1).filter(str.strip)


def rows(read: ReadVotes) -> list[tuple[int, int, int]]:
    return list(zip(read.people.tolist(), read.statements.tolist(), read.values.tolist(), strict=True))


@pytest.mark.parametrize("conversation", [BIODIVERSITY, BREXIT])
def test_a_real_file_is_read_row_by_row_and_its_matrix_holds_the_same_votes(conversation: str) -> None:
    read = read_votes([bytes_of(conversation)])
    matrix = read_votes([bytes_of(conversation, "participants-votes")])

    expected = log(conversation)
    assert rows(read) == [(int(row["voter-id"]), int(row["comment-id"]), int(row["vote"])) for row in expected]
    assert read.moments is not None
    assert read.moments.tolist() == [int(row["timestamp"]) for row in expected]
    assert int(read.duplicates.sum()) == read.votes().replaced > 0
    assert digest(matrix.votes()) == digest(read.votes())


@pytest.mark.parametrize("conversation", [BIODIVERSITY, BREXIT])
def test_a_real_file_is_written_with_the_same_rows_and_columns(conversation: str) -> None:
    read = read_votes([bytes_of(conversation)])
    told = read_comments([bytes_of(conversation, "comments")])

    written = "".join(write_votes(read.people, read.statements, read.values, read.moments))
    comments = "".join(write_comments(told.comments))

    assert without_datetime(written) == without_datetime(bytes_of(conversation).decode())
    assert without_datetime(comments) == without_datetime(bytes_of(conversation, "comments").decode())


def without_datetime(text: str) -> list[list[str]]:
    """The second column names the clock of whoever exported; ours is universal time."""
    return [row[:1] + row[2:] for row in csv.reader(io.StringIO(text, newline=""))]


DRESSES = {
    "plain": f"{HEAD}\n5,a,7,1,1\n6,b,7,2,-1\n",
    "no last line end": f"{HEAD}\n5,a,7,1,1\n6,b,7,2,-1",
    "as Windows ends lines": f"{HEAD}\r\n5,a,7,1,1\r\n6,b,7,2,-1\r\n",
    "as old machines end lines": f"{HEAD}\r5,a,7,1,1\r6,b,7,2,-1\r",
    "blank lines": f"\n\n{HEAD}\n\n5,a,7,1,1\n\n\n6,b,7,2,-1\n\n",
    "columns in another order": "vote,voter-id,timestamp,comment-id\n1,1,5,7\n-1,2,6,7\n",
    "more columns": "vote,voter-id,timestamp,place,comment-id,important\n1,1,5,Chota,7,true\n-1,2,6,,7,false\n",
    "semicolons": f"{HEAD}\n5,a,7,1,1\n6,b,7,2,-1\n".replace(",", ";"),
    "tabs": f"{HEAD}\n5,a,7,1,1\n6,b,7,2,-1\n".replace(",", "\t"),
    "everything quoted": '"timestamp","comment-id","voter-id","vote"\n"5","7","1","1"\n"6","7","2","-1"\n',
    "a line end between quotes": f'{HEAD}\n5,"a\n, ""b""",7,1,1\n6,b,7,2,-1\n',
    "names in other letters": "Timestamp,Comment_ID,Voter ID,VOTE\n5,7,1,1\n6,7,2,-1\n",
    "blanks around": f"{HEAD}\n5,a, 7 ,1, 1\n6,b,7,2 , -1 \n",
    "decimals of a data frame": f"{HEAD}\n5,a,7.0,1.0,1.0\n6,b,7.0,2.0,-1.0\n",
    "names of the interface": "tid,pid,vote,timestamp\n7,1,1,5\n7,2,-1,6\n",
}


@pytest.mark.parametrize("dress", DRESSES)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("size", [1, 3, 1000])
def test_a_file_reads_the_same_in_every_dress(dress: str, encoding: str, size: int) -> None:
    data = DRESSES[dress].encode(encoding)

    read = read_votes(data[start : start + size] for start in range(0, len(data), size))

    assert rows(read) == [(1, 7, 1), (2, 7, -1)]
    assert read.moments is not None
    assert read.moments.tolist() == [5, 6]


@pytest.mark.parametrize("dress", DRESSES)
def test_lines_may_come_with_or_without_their_ends(dress: str) -> None:
    for keep in (True, False):
        assert rows(read_votes(DRESSES[dress].splitlines(keepends=keep))) == [(1, 7, 1), (2, 7, -1)]


HOSTILE = [
    ("", Fault(1, "empty")),
    ("\n\n\n", Fault(1, "empty")),
    ("\x1f\x8b\x08\x00\x00", Fault(1, "binary")),
    ("PK\x03\x04\n,,", Fault(1, "binary")),
    ("voter-id,vote\n1,1", Fault(1, "columns", "comment-id")),
    ("comment-id,vote\n1,1", Fault(1, "columns", "voter-id")),
    ("\ncomment-id,voter-id\n1,1", Fault(2, "columns", "vote")),
    ("participant,group-id\n1,1", Fault(1, "columns", "comment-id")),
    ("1567382954698,Sun,0,0,-1", Fault(1, "columns", "voter-id")),
    (f"{HEAD}\n5,a,7,1,1\n5,a,7,2,2", Fault(3, "vote", "2")),
    (f"{HEAD}\n5,a,7,1,-", Fault(2, "vote", "-")),
    (f"{HEAD}\n5,a,7,1,", Fault(2, "vote", "")),
    (f"{HEAD}\n5,a,7,1,0.5", Fault(2, "vote", "0.5")),
    (f"{HEAD}\n5,a,7,1,agree", Fault(2, "vote", "agree")),
    (f"{HEAD}\n5,a,7,1,١", Fault(2, "vote", "١")),
    (f"{HEAD}\n5,a,7,1,01", Fault(2, "vote", "01")),
    (f"{HEAD}\n5,a,7,-1,1", Fault(2, "voter", "-1")),
    (f"{HEAD}\n5,a,7,{10**18},1", Fault(2, "voter", str(10**18))),
    (f"{HEAD}\n5,a,7,,1", Fault(2, "voter", "")),
    (f"{HEAD}\n5,a,x,1,1", Fault(2, "statement", "x")),
    (f"{HEAD}\n5,a,1_0,1,1", Fault(2, "statement", "1_0")),
    (f"{HEAD}\n-5,a,7,1,1", Fault(2, "moment", "-5")),
    (f"{HEAD}\n253402300800000,a,7,1,1", Fault(2, "moment", "253402300800000")),
    (f"{HEAD}\n5,a,7,1,1\n5,Sun Sep 01 17", Fault(3, "cells", "2/5")),
    (f"{HEAD}\n5,a,7,1,1,1", Fault(2, "cells", "6/5")),
    (f'{HEAD}\n5,a,7,1,1\n5,"a\n,7,1,1\n6,a,7,1,1', Fault(3, "quote", "unexpected end of data")),
    (f'{HEAD}\n5,"a"b,7,1,1', Fault(2, "quote", "',' expected after '\"'")),
    ("participant,group-id,7,8\n1,0,1,5", Fault(2, "vote", "5")),
    ("participant,group-id,7,8\nx,0,1,1", Fault(2, "voter", "x")),
    ("participant,group-id,7,8\n1,0,1", Fault(2, "cells", "3/4")),
]


@pytest.mark.parametrize(("text", "fault"), HOSTILE)
def test_what_is_wrong_is_said_with_its_line(text: str, fault: Fault) -> None:
    with pytest.raises(FileInvalid) as refused:
        read_votes([text.encode()])

    assert refused.value.fault == fault
    assert (refused.value.line, refused.value.key, refused.value.found) == fault


def test_a_report_goes_on_past_what_is_wrong_and_counts_all_of_it() -> None:
    text = f'{HEAD}\n5,a,7,1,1\n5,a,7,2,9\n5,a,x,2,1\n5,"a"b,7,2,1\n5,a,7,3,0\n5,a'

    read = read_votes([text], report=2)

    assert rows(read) == [(1, 7, 1), (3, 7, 0)]
    assert read.faults == (Fault(3, "vote", "9"), Fault(4, "statement", "x"))
    assert read.faults_found == 4


def test_a_wrong_cell_of_a_matrix_takes_no_other_vote_with_it() -> None:
    read = read_votes(["participant,n-votes,7,8,9", "1,3,1,5,-1", "2,x,,,0", "3,0"], report=9)

    assert rows(read) == [(1, 7, 1), (1, 9, -1), (2, 9, 0)]
    assert [fault.line for fault in read.faults] == [2, 4]
    assert read.votes([4]).statements.tolist() == [4, 7, 8, 9]


def test_a_file_of_a_header_has_no_votes() -> None:
    read = read_votes([HEAD])

    assert (len(read), read.faults, read.moments is not None) == (0, (), True)
    assert len(read.votes()) == 0


@pytest.mark.parametrize("block", [1, 20, 64])
def test_rows_and_line_numbers_do_not_depend_on_where_blocks_end(block: int) -> None:
    text = "\n".join([HEAD, *(f'{number},"a\nb",7,{number},1' for number in range(9)), "5,a,7,1,1", "5,a,7,1,7"])
    usual, blocks.BLOCK = blocks.BLOCK, block
    try:
        read = read_votes(text.splitlines(), report=1)
    finally:
        blocks.BLOCK = usual

    assert rows(read) == [*((number, 7, 1) for number in range(9)), (1, 7, 1)]
    assert read.faults == (Fault(21, "vote", "7"),)


def test_a_row_without_end_is_not_gathered_for_ever() -> None:
    usual, blocks.BLOCK, longest, blocks.LONGEST_ROW = blocks.BLOCK, 10, blocks.LONGEST_ROW, 100
    try:
        with pytest.raises(FileInvalid) as refused:
            read_votes([f"{HEAD}\n5,a,7,1,1\n", '5,"', *("x" * 30 for _ in range(1000))])
    finally:
        blocks.BLOCK, blocks.LONGEST_ROW = usual, longest

    assert refused.value.fault == Fault(3, "quote")


@given(st.lists(ROW, max_size=30), st.booleans())
def test_what_is_written_is_read_the_same(cast: list[tuple[int, int, int, int]], with_moments: bool) -> None:
    people, statements, values, moments = np.array(cast, np.int64).reshape(-1, 4).T

    read = read_votes(write_votes(people, statements, values, moments if with_moments else None))
    again = read_votes(write_votes(read.people, read.statements, read.values, read.moments))

    for each in (read, again):
        assert rows(each) == [row[:3] for row in cast]
        assert (None if each.moments is None else each.moments.tolist()) == (moments.tolist() if with_moments else None)


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 5)), max_size=40))
def test_a_row_is_a_duplicate_when_its_pair_comes_again(pairs: list[tuple[int, int]]) -> None:
    read = read_votes(write_votes([who for who, _ in pairs], [what for _, what in pairs], [1] * len(pairs)))

    assert read.duplicates.tolist() == [pair in pairs[at + 1 :] for at, pair in enumerate(pairs)]


@given(st.lists(st.tuples(TEXTS, st.sampled_from([None, -1, 0, 1]), st.none() | st.integers(0, 10**12)), max_size=9))
def test_statements_that_are_written_are_read_the_same(given_: list[tuple[str, int | None, int | None]]) -> None:
    comments = tuple(
        Comment(number, text.strip(), author=moment, moment=moment, agrees=moment, moderated=moderated)
        for number, (text, moderated, moment) in enumerate(given_)
    )

    assert read_comments(write_comments(comments)).comments == comments


@pytest.mark.parametrize("text", ["=1+1", "'=1", "''@x", "-agua", "+51", "\tx", "＝1", "agua", "'agua'", "'"])
def test_no_statement_becomes_a_formula_in_a_spreadsheet(text: str) -> None:
    assert not guarded(text).startswith(tuple("=+-@\t\r\n＝＋－＠"))
    assert unguarded(guarded(text)) == text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "latin-1"])
def test_statements_keep_their_letters_in_every_encoding(encoding: str) -> None:
    text = 'comment-id,comment-body\n4,"El riego, ¿mañana?"\n5,"Dos\nlíneas"\n'

    read = read_comments([text.encode(encoding)])

    assert [each.text for each in read.comments] == ["El riego, ¿mañana?", "Dos\nlíneas"]


HOSTILE_COMMENTS = [
    ("", Fault(1, "empty")),
    ("comment-id,vote\n1,1", Fault(1, "columns", "comment-body")),
    ("comment-id,comment-body\n1,  ", Fault(2, "text")),
    ("comment-id,comment-body\n-1,Agua", Fault(2, "statement", "-1")),
    ("comment-id,comment-body\n1,Agua\n1,Luz", Fault(3, "twice", "1")),
    ("comment-id,comment-body,moderated\n1,Agua,2", Fault(2, "moderated", "2")),
    ("comment-id,comment-body,agrees\n1,Agua,-2", Fault(2, "count", "-2")),
    ("comment-id,comment-body\n1,Agua, luz", Fault(2, "cells", "3/2")),
    ('comment-id,comment-body\n1,"Agua', Fault(2, "quote", "unexpected end of data")),
]


@pytest.mark.parametrize(("text", "fault"), HOSTILE_COMMENTS)
def test_what_is_wrong_with_a_file_of_statements_is_said(text: str, fault: Fault) -> None:
    with pytest.raises(FileInvalid) as refused:
        read_comments([text.encode()])

    assert refused.value.fault == fault


def test_a_report_on_statements_keeps_the_good_ones() -> None:
    read = read_comments(
        ["comment-id,comment-body,moderated", "1,Agua,-1", "1,Luz,1", "x,Riego,1", "2,Riego,"], report=1
    )

    assert [(each.number, each.text) for each in read.comments] == [(1, "Agua"), (2, "Riego")]
    assert (read.faults, read.faults_found, read.rejected) == ((Fault(3, "twice", "1"),), 2, [1])


def test_numbers_that_grow_beyond_32_bits_push_out_none_before_them() -> None:
    usual, blocks.BLOCK = blocks.BLOCK, 30
    try:
        read = read_votes(["comment-id,voter-id,vote", *(f"7,{10**power},1" for power in range(18))])
    finally:
        blocks.BLOCK = usual

    assert read.people.tolist() == [10**power for power in range(18)]
    assert (read.people.dtype, read.statements.dtype) == (np.int64, np.int32)
