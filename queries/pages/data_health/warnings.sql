-- One row per warning that applies: how many cases it has. The page has the words for each.
-- key: warning
with counts as (
    select
        (select count(*) from reach where is_stale) as stale,
        (
            select count(*) from rejects
            where reason not in ('unknown_mvp', 'unknown_nomination')
        ) as rejected,
        (
            select count(*) from rejects where reason in ('unknown_mvp', 'unknown_nomination')
        ) as unknown_people,
        (
            select sum(times)::bigint from warnings where warning = 'unmapped_value'
        ) as unmapped,
        (select count(*) from warnings where warning != 'unmapped_value') as contradictory,
        (select count(*) from track_accounts where not is_linked) as without_account,
        (select count(*) from build_files where encoding not like 'UTF%') as foreign_letters,
        (select sum(replaced)::bigint from build_files) as replaced,
        (select count(*) from members where is_uncommitted) as uncommitted,
        (select count(*) from nominees where stage = 'selected') as unlinked,
),
final as (
    unpivot counts on columns(*) into name warning value times
)
select warning, times from final where times > 0 order by times desc, warning
