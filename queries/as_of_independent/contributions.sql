-- One row per contribution, with whether it counts (docs/rules.md section 2).
-- Among rows of counting kinds with the same MVP, track and address, in whatever years, all but
-- the first one are repeats. not_counted_because is null for a row that counts.
-- key: contribution_id
with kinds as not materialized (
    select
        contributions.*,
        rule_kinds.is_counted,
        rule_kinds.is_counted and not rule_tracks.is_daily and contributions.url is not null
            as is_unique_by_url,
    from typed_contributions as contributions
    join rule_kinds using (track, kind)
    join rule_tracks using (track)
),
seen_often as (
    -- A hash is faster to compare than text. Two addresses may share one: `repeats` compares them.
    select hash(mvp_id, track, url) as address,
    from kinds
    where is_unique_by_url
    group by all
    having count(*) > 1
),
repeats as (
    select contribution_id,
    from kinds
    where is_unique_by_url and hash(mvp_id, track, url) in (select address from seen_often)
    qualify row_number() over (
        partition by mvp_id, track, url order by day, contribution_id
    ) > 1
),
countable as (
    select
        kinds.* exclude (is_counted, is_unique_by_url),
        kinds.is_counted and repeats.contribution_id is null as is_countable,
        case
            when kinds.day < mvps.entered_on then 'before_start'
            when kinds.day >= mvps.left_on then 'after_leaving'
            when not kinds.is_counted then 'kind'
            when repeats.contribution_id is not null then 'repeat'
        end as not_counted_because,
    from kinds
    join mvps using (mvp_id)
    left join repeats using (contribution_id)
),
final as (
    select
        * exclude (not_counted_because),
        not_counted_because is null as counted,
        not_counted_because,
    from countable
)
select * from final order by mvp_id, day
