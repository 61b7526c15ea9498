-- One row per source of raw exports that an MVP may know of (docs/sources.md): those of their
-- accounts and rows, and those that feed tracks to which they have committed.
-- key: source
select source from accounts
union
select source from source_rows
union
select unnest(string_split(sources, ', ')) as source from track_accounts where sources is not null
order by source
