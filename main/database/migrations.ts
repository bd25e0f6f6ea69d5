/**
 * The schema's history: number n is the step from version n-1 to n (`PRAGMA user_version`). A step that has shipped is
 * never edited; a change is a new step.
 */
export const migrations: readonly string[] = [
  // 1: what is durable from the first day.
  `
  -- Numbers that only rise. Kept in a row, not in max(), so that a purge never gives a number out twice.
  CREATE TABLE counter(
    name  TEXT PRIMARY KEY,
    value INTEGER NOT NULL CHECK(value >= 0)
  ) STRICT, WITHOUT ROWID;
  CREATE TRIGGER counter_only_rises BEFORE UPDATE ON counter WHEN NEW.value <= OLD.value
    BEGIN SELECT RAISE(ABORT, 'a counter only rises'); END;

  CREATE TABLE audit(
    seq     INTEGER PRIMARY KEY,
    boot    TEXT NOT NULL,
    mono_ms INTEGER NOT NULL,
    wall    TEXT NOT NULL,
    event   TEXT NOT NULL,
    detail  TEXT NOT NULL,
    prev    BLOB NOT NULL CHECK(length(prev) = 32),
    hash    BLOB NOT NULL UNIQUE CHECK(length(hash) = 32)
  ) STRICT;
  CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit
    BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
  CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit
    BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
  CREATE TRIGGER audit_follows BEFORE INSERT ON audit
    WHEN NEW.seq <> 1 + coalesce((SELECT max(seq) FROM audit), 0)
      OR NEW.prev <> coalesce((SELECT hash FROM audit ORDER BY seq DESC LIMIT 1), zeroblob(32))
    BEGIN SELECT RAISE(ABORT, 'an audit entry follows the last one'); END;

  -- What stays of a submission: no personal data.
  CREATE TABLE submission(
    sid            TEXT PRIMARY KEY CHECK(length(sid) = 32 AND sid NOT GLOB '*[^0-9a-f]*'),
    sequence       INTEGER NOT NULL UNIQUE CHECK(sequence > 0),
    receipt_number TEXT NOT NULL UNIQUE,
    service        TEXT NOT NULL,
    device_id      TEXT NOT NULL,
    stored_wall    TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;

  -- The queue.
  CREATE TABLE outbox(
    seq                INTEGER PRIMARY KEY AUTOINCREMENT,
    sid                TEXT NOT NULL UNIQUE REFERENCES submission(sid),
    case_id            TEXT NOT NULL,
    sha256             BLOB NOT NULL CHECK(length(sha256) = 32),
    signature          TEXT NOT NULL,
    size               INTEGER NOT NULL CHECK(size > 0),
    state              TEXT NOT NULL DEFAULT 'queued'
                       CHECK(state IN ('queued','sending','retry_wait','blocked','acked','purged','dead')),
    attempts           INTEGER NOT NULL DEFAULT 0,
    rejections         INTEGER NOT NULL DEFAULT 0,
    next_mono_ms       INTEGER,
    dead_reason        TEXT CHECK(dead_reason IN ('damaged','rejected','conflict')),
    ack                TEXT,
    acked_wall         TEXT,
    outcome            TEXT CHECK(outcome IN ('accepted','refused','issued')),
    certificate_number TEXT,
    verification_code  TEXT,
    CHECK((ack IS NOT NULL) = (state IN ('acked','purged'))),
    CHECK((ack IS NULL) = (acked_wall IS NULL)),
    CHECK((ack IS NULL) = (outcome IS NULL)),
    CHECK((certificate_number IS NOT NULL) = (outcome IS 'issued')),
    CHECK((certificate_number IS NULL) = (verification_code IS NULL)),
    CHECK((next_mono_ms IS NOT NULL) = (state = 'retry_wait')),
    CHECK((dead_reason IS NOT NULL) = (state = 'dead'))
  ) STRICT;
  CREATE INDEX outbox_state ON outbox(state, seq);
  CREATE INDEX outbox_case ON outbox(case_id, seq);

  -- The sealed bodies, apart from the queue: a change of state must not write a body of 100 KiB again.
  CREATE TABLE sealed_body(
    seq  INTEGER PRIMARY KEY REFERENCES outbox(seq),
    body BLOB NOT NULL
  ) STRICT;
  CREATE TRIGGER sealed_body_kept BEFORE DELETE ON sealed_body
    WHEN (SELECT state FROM outbox WHERE seq = OLD.seq) <> 'acked'
    BEGIN SELECT RAISE(ABORT, 'only what the gateway signed for is erased'); END;
  CREATE TRIGGER sealed_body_fixed BEFORE UPDATE ON sealed_body
    BEGIN SELECT RAISE(ABORT, 'a sealed body never changes'); END;
  CREATE TRIGGER outbox_purged BEFORE UPDATE OF state ON outbox
    WHEN NEW.state = 'purged' AND EXISTS (SELECT 1 FROM sealed_body WHERE seq = NEW.seq)
    BEGIN SELECT RAISE(ABORT, 'purged means that the body is gone'); END;

  -- Which paper has come out for which submission, as far as is known.
  CREATE TABLE print(
    sid       TEXT NOT NULL REFERENCES submission(sid),
    what      TEXT NOT NULL CHECK(what IN ('document','receipt')),
    state     TEXT NOT NULL CHECK(state IN ('notPrinted','printing','printed','unknown')),
    attempts  INTEGER NOT NULL CHECK(attempts > 0),
    last_wall TEXT NOT NULL,
    PRIMARY KEY(sid, what)
  ) STRICT, WITHOUT ROWID;
  `,

  // 2: money.
  `
  -- Orders of the treasury's channel, from before the gateway hears of them. Nobody is named, and no decision.
  CREATE TABLE payment(
    seq            INTEGER PRIMARY KEY AUTOINCREMENT,
    order_id       TEXT NOT NULL UNIQUE CHECK(length(order_id) = 32 AND order_id NOT GLOB '*[^0-9a-f]*'),
    kind           TEXT NOT NULL CHECK(kind IN ('fee','fine')),
    service        TEXT,
    amount_fen     INTEGER NOT NULL CHECK(amount_fen > 0),
    opened_wall    TEXT NOT NULL,
    state          TEXT NOT NULL DEFAULT 'opening'
                   CHECK(state IN ('opening','waiting','unknown','paid','settled','failed','refunding','refunded')),
    failed_because TEXT CHECK(failed_because IN ('expired','declined','closed','refused')),
    fiscal_number  TEXT,
    refund_because TEXT CHECK(refund_because IN ('noResult','handOverFailed','refused','visitorLeft')),
    refund_number  TEXT,
    sid            TEXT UNIQUE REFERENCES submission(sid),
    CHECK((service IS NULL) = (kind = 'fine')),
    CHECK((failed_because IS NOT NULL) = (state = 'failed')),
    CHECK(fiscal_number IS NULL OR state IN ('paid','settled','refunding','refunded')),
    CHECK((refund_because IS NOT NULL) = (state IN ('refunding','refunded'))),
    CHECK((refund_number IS NOT NULL) = (state = 'refunded')),
    -- A fee settles with the submission that it was paid for, a fine by itself; a paid fine stays paid.
    CHECK(sid IS NULL OR (kind = 'fee' AND state IN ('settled','refunding','refunded'))),
    CHECK(state <> 'settled' OR kind = 'fine' OR sid IS NOT NULL),
    CHECK(kind = 'fee' OR state NOT IN ('refunding','refunded'))
  ) STRICT;
  CREATE INDEX payment_open ON payment(seq) WHERE state IN ('opening','waiting','unknown','paid','refunding');
  -- The fees of what the gateway refused are given back.
  CREATE INDEX outbox_refused ON outbox(sid) WHERE outcome = 'refused';
  CREATE TRIGGER payment_begins BEFORE INSERT ON payment WHEN NEW.state <> 'opening'
    BEGIN SELECT RAISE(ABORT, 'an order begins with its opening'); END;
  CREATE TRIGGER payment_goes BEFORE UPDATE OF state ON payment
    WHEN OLD.state || ' ' || NEW.state NOT IN (
      'opening waiting', 'opening paid', 'opening failed',
      'waiting unknown', 'waiting paid', 'waiting failed',
      'unknown waiting', 'unknown paid', 'unknown failed',
      'paid settled', 'paid refunding', 'settled refunding', 'refunding refunded')
    BEGIN SELECT RAISE(ABORT, 'an order does not go that way'); END;
  CREATE TRIGGER payment_fixed BEFORE UPDATE OF seq, order_id, kind, service, amount_fen, opened_wall ON payment
    BEGIN SELECT RAISE(ABORT, 'an order does not change'); END;
  CREATE TRIGGER payment_bound BEFORE UPDATE OF sid ON payment WHEN OLD.sid IS NOT NULL AND NEW.sid IS NOT OLD.sid
    BEGIN SELECT RAISE(ABORT, 'an order pays for one submission'); END;
  CREATE TRIGGER payment_kept BEFORE DELETE ON payment
    BEGIN SELECT RAISE(ABORT, 'orders are kept'); END;
  `,

  // 3: the same cost however long the queue is, and the gateway as the audit log's witness.
  `
  -- 0: waits for an elder of its case. Written in the row, so that a lease does not look past all that wait.
  ALTER TABLE outbox ADD COLUMN is_first INTEGER NOT NULL DEFAULT 1 CHECK(is_first IN (0, 1));
  DROP INDEX outbox_state;
  DROP INDEX outbox_case;
  CREATE INDEX outbox_state ON outbox(state, is_first);
  CREATE INDEX outbox_due ON outbox(next_mono_ms) WHERE next_mono_ms IS NOT NULL;
  CREATE INDEX outbox_case ON outbox(case_id)
    WHERE case_id <> sid AND state IN ('queued','sending','retry_wait','blocked');
  CREATE INDEX outbox_purged ON outbox(acked_wall) WHERE state = 'purged';
  CREATE TRIGGER outbox_kept BEFORE DELETE ON outbox WHEN OLD.state <> 'purged'
    BEGIN SELECT RAISE(ABORT, 'only what is purged is forgotten'); END;

  -- Heads of the audit log that the gateway has signed for.
  CREATE TABLE anchor(
    seq     INTEGER PRIMARY KEY,
    head    BLOB NOT NULL CHECK(length(head) = 32),
    receipt TEXT NOT NULL,
    wall    TEXT NOT NULL
  ) STRICT;
  CREATE TRIGGER anchor_no_update BEFORE UPDATE ON anchor
    BEGIN SELECT RAISE(ABORT, 'anchors are append-only'); END;
  CREATE TRIGGER anchor_no_delete BEFORE DELETE ON anchor
    BEGIN SELECT RAISE(ABORT, 'anchors are append-only'); END;
  `,

  // 4: an entry's hash depends on all before it, and that it follows the last one is checked: an index to find a second
  // one like it cost every entry a page somewhere in the file, the more the longer the log.
  `
  CREATE TABLE audit_lean(
    seq     INTEGER PRIMARY KEY,
    boot    TEXT NOT NULL,
    mono_ms INTEGER NOT NULL,
    wall    TEXT NOT NULL,
    event   TEXT NOT NULL,
    detail  TEXT NOT NULL,
    prev    BLOB NOT NULL CHECK(length(prev) = 32),
    hash    BLOB NOT NULL CHECK(length(hash) = 32)
  ) STRICT;
  INSERT INTO audit_lean SELECT * FROM audit;
  DROP TABLE audit;
  ALTER TABLE audit_lean RENAME TO audit;
  CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit
    BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
  CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit
    BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
  CREATE TRIGGER audit_follows BEFORE INSERT ON audit
    WHEN NEW.seq <> 1 + coalesce((SELECT max(seq) FROM audit), 0)
      OR NEW.prev <> coalesce((SELECT hash FROM audit ORDER BY seq DESC LIMIT 1), zeroblob(32))
    BEGIN SELECT RAISE(ABORT, 'an audit entry follows the last one'); END;
  `,

  // 5: one number for a submission in every table, and what changes apart from what stays: a store appends to fewer
  // pages, and an acknowledgement moves no other row. Keyed by an id and a receipt number, which are random to the disk,
  // each store wrote half as much again.
  `
  CREATE TABLE submission_5(
    sequence       INTEGER PRIMARY KEY CHECK(sequence > 0),
    sid            TEXT NOT NULL UNIQUE CHECK(length(sid) = 32 AND sid NOT GLOB '*[^0-9a-f]*'),
    receipt_number TEXT NOT NULL,
    service        TEXT NOT NULL,
    device_id      TEXT NOT NULL,
    stored_wall    TEXT NOT NULL
  ) STRICT;
  INSERT INTO submission_5
    SELECT sequence, sid, receipt_number, service, device_id, stored_wall FROM submission ORDER BY sequence;

  -- The queue, in the order of the submissions' numbers. That one is under way is known to the process alone: its end is
  -- the end of whatever was. The id is said again, so that a row tells whose it is when the other table is damaged.
  CREATE TABLE outbox_5(
    seq          INTEGER PRIMARY KEY REFERENCES submission(sequence),
    sid          TEXT NOT NULL,
    case_id      TEXT NOT NULL,
    sha256       BLOB NOT NULL CHECK(length(sha256) = 32),
    signature    TEXT NOT NULL,
    size         INTEGER NOT NULL CHECK(size > 0),
    state        TEXT NOT NULL DEFAULT 'queued'
                 CHECK(state IN ('queued','retry_wait','blocked','acked','purged','dead')),
    is_first     INTEGER NOT NULL DEFAULT 1 CHECK(is_first IN (0, 1)),
    attempts     INTEGER NOT NULL DEFAULT 0,
    rejections   INTEGER NOT NULL DEFAULT 0,
    next_mono_ms INTEGER,
    dead_reason  TEXT CHECK(dead_reason IN ('damaged','rejected','conflict')),
    CHECK((next_mono_ms IS NOT NULL) = (state = 'retry_wait')),
    CHECK((dead_reason IS NOT NULL) = (state = 'dead'))
  ) STRICT;
  INSERT INTO outbox_5
    SELECT s.sequence, o.sid, o.case_id, o.sha256, o.signature, o.size,
           CASE o.state WHEN 'sending' THEN 'queued' ELSE o.state END, o.is_first, o.attempts, o.rejections,
           o.next_mono_ms, o.dead_reason
    FROM submission s CROSS JOIN outbox o ON o.sid = s.sid ORDER BY s.sequence;

  -- The gateway's signed word, and what it says.
  CREATE TABLE acknowledgement(
    seq                INTEGER PRIMARY KEY REFERENCES outbox(seq),
    ack                TEXT NOT NULL,
    acked_wall         TEXT NOT NULL,
    outcome            TEXT NOT NULL CHECK(outcome IN ('accepted','refused','issued')),
    certificate_number TEXT,
    verification_code  TEXT,
    CHECK((certificate_number IS NOT NULL) = (outcome = 'issued')),
    CHECK((certificate_number IS NULL) = (verification_code IS NULL))
  ) STRICT;
  INSERT INTO acknowledgement
    SELECT s.sequence, o.ack, o.acked_wall, o.outcome, o.certificate_number, o.verification_code
    FROM submission s CROSS JOIN outbox o ON o.sid = s.sid WHERE o.ack IS NOT NULL ORDER BY s.sequence;

  CREATE TABLE sealed_body_5(
    seq  INTEGER PRIMARY KEY REFERENCES outbox(seq),
    body BLOB NOT NULL
  ) STRICT;
  -- In this order nothing is sorted: bodies would be in memory together.
  INSERT INTO sealed_body_5
    SELECT s.sequence, b.body
    FROM submission s CROSS JOIN outbox o ON o.sid = s.sid CROSS JOIN sealed_body b ON b.seq = o.seq ORDER BY s.sequence;

  DROP TABLE sealed_body;
  DROP TABLE outbox;
  DROP TABLE submission;
  ALTER TABLE submission_5 RENAME TO submission;
  ALTER TABLE outbox_5 RENAME TO outbox;
  ALTER TABLE sealed_body_5 RENAME TO sealed_body;

  CREATE INDEX outbox_state ON outbox(state, is_first);
  CREATE INDEX outbox_due ON outbox(next_mono_ms) WHERE next_mono_ms IS NOT NULL;
  CREATE INDEX outbox_case ON outbox(case_id)
    WHERE case_id <> sid AND state IN ('queued','retry_wait','blocked');
  CREATE INDEX acknowledgement_wall ON acknowledgement(acked_wall);
  -- The fees of what the gateway refused are given back.
  CREATE INDEX acknowledgement_refused ON acknowledgement(outcome) WHERE outcome = 'refused';

  CREATE TRIGGER acknowledgement_fixed BEFORE UPDATE ON acknowledgement
    BEGIN SELECT RAISE(ABORT, 'what the gateway signed never changes'); END;
  CREATE TRIGGER outbox_acked BEFORE UPDATE OF state ON outbox
    WHEN NEW.state IN ('acked','purged') AND NOT EXISTS (SELECT 1 FROM acknowledgement WHERE seq = NEW.seq)
    BEGIN SELECT RAISE(ABORT, 'acknowledged means that the gateway signed for it'); END;
  CREATE TRIGGER outbox_purged BEFORE UPDATE OF state ON outbox
    WHEN NEW.state = 'purged' AND EXISTS (SELECT 1 FROM sealed_body WHERE seq = NEW.seq)
    BEGIN SELECT RAISE(ABORT, 'purged means that the body is gone'); END;
  CREATE TRIGGER outbox_kept BEFORE DELETE ON outbox WHEN OLD.state <> 'purged'
    BEGIN SELECT RAISE(ABORT, 'only what is purged is forgotten'); END;
  CREATE TRIGGER sealed_body_kept BEFORE DELETE ON sealed_body
    WHEN (SELECT state FROM outbox WHERE seq = OLD.seq) <> 'acked'
    BEGIN SELECT RAISE(ABORT, 'only what the gateway signed for is erased'); END;
  CREATE TRIGGER sealed_body_fixed BEFORE UPDATE ON sealed_body
    BEGIN SELECT RAISE(ABORT, 'a sealed body never changes'); END;
  `,
];
