-- One row per MVP, year of the roster and track (docs/rules.md section 3). is_judged: decisions
-- rest on this track. Without a commitment they rest on all tracks, and one of them is enough.
-- key: mvp_id, year, track
with picked as (
    select
        roster.mvp_id,
        roster.year,
        rule_tracks.track,
        commitments.track is not null as is_committed,
    from roster
    cross join rule_tracks
    left join commitments
        on commitments.mvp_id = roster.mvp_id
        and commitments.year = roster.year
        and commitments.track = rule_tracks.track
),
counted as (
    select picked.*, bool_or(is_committed) over (partition by mvp_id, year) as has_commitment,
    from picked
),
final as (
    select
        counted.*,
        counted.is_committed or not counted.has_commitment as is_judged,
        if(counted.has_commitment, rule_settings.require, 'any') as require,
    from counted
    cross join rule_settings
)
select * from final
