-- One row per MVP, track and source of raw files: how many contributions of the MVP come from it
-- (docs/sources.md). The id of such a contribution begins with its source and a colon.
-- key: mvp_id, track, source
with read_sources as (
    select distinct source from raw_files where mapping is not null
),
named as (
    select mvp_id, track, day, split_part(contribution_id, ':', 1) as source
    from contributions
    where exists (from read_sources)
),
final as (
    select
        mvp_id,
        track,
        source,
        count(*) as contributions,
        min(day) as first_on,
        max(day) as newest_on,
    from named
    semi join read_sources using (source)
    group by all
)
select * from final order by mvp_id, track, source
