-- One row per warning about an input row that contradicts itself or another row, or has a text
-- without a meaning. Such a row is used as docs/contract.md says (Warnings).
create table warnings (
    file varchar not null,
    line bigint not null,     -- the first line of the row in the file; the header is line 1
    input varchar not null,
    warning varchar not null, -- what is wrong, as one word of docs/contract.md
    value varchar not null,   -- the values that contradict each other
    times bigint not null,    -- how many rows of the file have it; line is the first of them
    to_do varchar not null,   -- what it means and what to do
    "column" varchar,         -- where the value is; null: the warning is about several columns
)
