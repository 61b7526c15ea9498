-- One row per build that the database knows of, in the order of time, with its own as the last one.
-- key: build_id
select builds.*,
from builds
cross join build
order by builds.build_id = build.build_id, builds.built_at, builds.build_id
