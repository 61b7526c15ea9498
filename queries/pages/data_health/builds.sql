-- One row per build that this one knows of, the newest first. The changes are from the build
-- before, null for the first one.
-- key: build_id
select
    strftime(built_at, '%Y-%m-%d %H:%M') as built_at,
    as_of,
    rows_read,
    rows_read - lag(rows_read) over by_time as rows_change,
    rejected,
    mvps,
    mvps - lag(mvps) over by_time as mvps_change,
    flags,
    flags - lag(flags) over by_time as flags_change,
    build_id,
from builds
window by_time as (order by builds.built_at, build_id)
order by builds.built_at desc, build_id desc
