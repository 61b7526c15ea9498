-- One row: the numbers of this build, as the table `builds` stores them.
-- key: one row
with read as (
    select
        coalesce(sum(rows_read), 0)::bigint as rows_read,
        coalesce(sum(good), 0)::bigint as good,
        coalesce(sum(rejected), 0)::bigint as rejected,
        coalesce(sum(collapsed), 0)::bigint as collapsed,
        coalesce(sum(replaced), 0)::bigint as replaced,
    from build_files
),
final as (
    select
        build.build_id,
        build.built_at,
        build.as_of,
        read.*,
        (select count(*) from membership) as mvps,
        (select count(*) from risk where is_at_risk) as flags,
        build.content_digest,
    from build
    cross join read
)
select * from final
