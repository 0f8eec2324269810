"""Files that were taken in and wait to be read; what is noted here outlives a restart."""

from __future__ import annotations

from collections.abc import Sequence

from store.connection import Connection, SqlRow
from store.desk.records import Batch, Job
from store.records import Saved
from store.values import now, storable

_BATCH = "SELECT id, chat, message, album, account, language, shown_in FROM batches"
_JOB = (
    "SELECT id, batch_id, message, member, name, source, size, state, outcome, report_id, other_id, sentence FROM jobs"
)


class Jobs:
    """The files of every batch and what became of them."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(
        self,
        *,
        chat: int,
        message: int,
        album: str | None,
        account: int,
        language: str,
        name: str,
        source: str,
        size: int | None,
    ) -> tuple[Batch, Job] | None:
        """Note a file and the batch it belongs to; None where the same message was noted before."""
        connection = self._connection
        with connection.writing():
            found = connection.first(f"{_BATCH} WHERE chat = ? AND album = ?", chat, album) if album else None
            if found is None:
                connection.run(
                    "INSERT INTO batches (chat, message, album, account, language) VALUES (?, ?, ?, ?, ?)"
                    " ON CONFLICT DO NOTHING",
                    *(chat, message, album, account, language),
                )
                found = connection.one(f"{_BATCH} WHERE chat = ? AND message = ?", chat, message)
            batch = Batch(*found)
            if connection.first("SELECT 1 FROM jobs WHERE batch_id = ? AND message = ?", batch.id, message):
                return None
            connection.run("UPDATE batches SET told = 0 WHERE id = ?", batch.id)
            job = self._insert(batch.id, message, 0, name, source, size)
            return batch, _job(connection.one(f"{_JOB} WHERE id = ?", job))

    def photos(self, batch: int, name: str) -> tuple[Job, ...]:
        """The photos of a batch, by the name they all have, those read before with them; all of them wait now."""
        with self._connection.writing():
            self._connection.run(
                "UPDATE jobs SET state = 'waiting', outcome = NULL, report_id = NULL, other_id = NULL, sentence = NULL"
                " WHERE batch_id = ? AND member = 0 AND name = ?",
                *(batch, name),
            )
        rows = self._connection.all(
            f"{_JOB} WHERE batch_id = ? AND member = 0 AND name = ? ORDER BY message", batch, name
        )
        return tuple(_job(row) for row in rows)

    def join(self, job: int, others: Sequence[int]) -> None:
        """Let one photo stand for all that were read with it."""
        with self._connection.writing():
            self._connection.run_many(
                "UPDATE jobs SET state = 'unpacked' WHERE id = ?", [(other,) for other in others if other != job]
            )

    def unpack(self, archive: Job, names: Sequence[str]) -> tuple[Job, ...]:
        """Put the members of an archive in its place."""
        with self._connection.writing():
            self._connection.run("UPDATE jobs SET state = 'unpacked' WHERE id = ?", archive.id)
            ids = [
                self._insert(archive.batch, archive.message, member, name, archive.source, archive.size)
                for member, name in enumerate(names, start=1)
            ]
        return tuple(_job(self._connection.one(f"{_JOB} WHERE id = ?", number)) for number in ids)

    def fail(self, job: int, sentence: str) -> None:
        """Note that a file was not stored, and the sentence that tells why."""
        with self._connection.writing():
            self._connection.run(
                "UPDATE jobs SET state = 'failed', sentence = ?, changed_at = ? WHERE id = ?",
                storable(sentence),
                now(),
                job,
            )

    def again(self, batch: int) -> tuple[Batch | None, tuple[Job, ...]]:
        """Let the failed files of a batch wait once more; without a batch where there are none."""
        with self._connection.writing():
            failed = self._connection.all("SELECT id FROM jobs WHERE batch_id = ? AND state = 'failed'", batch)
            if not failed:
                return None, ()
            self._connection.run(
                "UPDATE jobs SET state = 'waiting', sentence = NULL WHERE batch_id = ? AND state = 'failed'", batch
            )
            self._connection.run("UPDATE batches SET told = 0 WHERE id = ?", batch)
            stored = Batch(*self._connection.one(f"{_BATCH} WHERE id = ?", batch))
        ids = {number for (number,) in failed}
        return stored, tuple(job for job in self.of(batch) if job.id in ids)

    def done(self, job: int, saved: Saved) -> None:
        """Note what became of a file. Within a transaction of the caller."""
        self._connection.run(
            "UPDATE jobs SET state = 'done', outcome = ?, report_id = ?, other_id = ?, changed_at = ? WHERE id = ?",
            *(saved.outcome, saved.report, saved.other, now(), job),
        )

    def shown(self, batch: int, message: int) -> None:
        """Note which message tells how a batch fares."""
        with self._connection.writing():
            self._connection.run("UPDATE batches SET shown_in = ? WHERE id = ?", message, batch)

    def told(self, batch: int) -> None:
        """Note that the end of a batch was told, unless a file came meanwhile."""
        with self._connection.writing():
            self._connection.run(
                "UPDATE batches SET told = 1 WHERE id = ?1"
                " AND NOT EXISTS (SELECT 1 FROM jobs WHERE batch_id = ?1 AND state = 'waiting')",
                batch,
            )

    def unfinished(self) -> tuple[tuple[Batch, tuple[Job, ...]], ...]:
        """Every batch whose end was not told yet, with all its files, in the order they came."""
        rows = self._connection.all(f"{_BATCH} WHERE told = 0 ORDER BY id")
        return tuple((batch, self.of(batch.id)) for batch in (Batch(*row) for row in rows))

    def waiting(self) -> int:
        """How many files are still to be read."""
        return int(self._connection.one("SELECT count(*) FROM jobs WHERE state = 'waiting'")[0])

    def of(self, batch: int) -> tuple[Job, ...]:
        """The files of a batch in their order; an archive's members stand for it."""
        rows = self._connection.all(
            f"{_JOB} WHERE batch_id = ? AND state <> 'unpacked' ORDER BY message, member", batch
        )
        return tuple(_job(row) for row in rows)

    def first_receipt(self, job: Job) -> int | None:
        """The message that brought the report of this job into the same chat for the first time, if one did before."""
        row = self._connection.first(
            "SELECT jobs.message FROM jobs JOIN batches ON batches.id = jobs.batch_id"
            " JOIN jobs AS this ON this.id = ?1 JOIN batches AS now ON now.id = this.batch_id"
            " WHERE jobs.report_id = this.report_id AND batches.chat = now.chat AND jobs.message <> this.message"
            " AND jobs.id < ?1 ORDER BY jobs.id LIMIT 1",
            job.id,
        )
        return None if row is None else int(row[0])

    def _insert(self, batch: int, message: int, member: int, name: str, source: str, size: int | None) -> int:
        return self._connection.insert(
            "INSERT INTO jobs (batch_id, message, member, name, source, size, state, changed_at)"
            " VALUES (?, ?, ?, ?, ?, ?, 'waiting', ?)",
            *(batch, message, member, storable(name), source, size, now()),
        )


def _job(row: SqlRow) -> Job:
    number, batch, message, member, name, source, size, state, outcome, report, other, sentence = row
    saved = Saved(outcome, report, other) if outcome else None
    return Job(number, batch, message, member, name, source, size, state, saved, sentence)
