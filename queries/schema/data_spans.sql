-- One row per track: from and up to which day its data is complete.
create table data_spans (
    track varchar primary key,
    complete_from date,
    complete_until date,
    longest_pause integer,  -- days; null where complete_until is stated
)
