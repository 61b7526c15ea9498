-- One row per record of what was told at a checkpoint: the first one, and each correction.
create table published_checkpoints (
    checkpoint date not null,
    number integer not null,        -- 1: as it was told first
    is_latest boolean not null,     -- what is told now
    reason varchar,                 -- why it was corrected; null: the first record
    rules_digest varchar not null,  -- of the settings that it was made with
    primary key (checkpoint, number),
)
