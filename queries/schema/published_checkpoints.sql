-- One row per record of what was published at a checkpoint: the first one, and each correction.
create table published_checkpoints (
    checkpoint date not null,
    number integer not null,        -- 1: the first record
    is_latest boolean not null,     -- the record that is valid now
    reason varchar,                 -- why it was corrected; null: the first record
    rules_digest varchar not null,  -- of the settings used for it
    primary key (checkpoint, number),
)
