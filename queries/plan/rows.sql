-- One row per planned contribution, with the columns of explain/rows (docs/rules.md section 18).
-- key: contribution_id
with kinds as (
    select track, min(kind) as kind,
    from rule_kinds
    where is_counted
    group by track
),
places as (
    select
        free_days.mvp_id,
        pieces.track,
        pieces.horizon,
        free_days.day,
        row_number() over (
            partition by free_days.mvp_id, pieces.track, pieces.horizon order by free_days.day
        ) as place,
    from free_days
    join pieces using (mvp_id, horizon)
    where pieces.is_on_any_day or free_days.is_weekday
),
spread as (
    select
        pieces.mvp_id,
        pieces.track,
        pieces.horizon,
        unnest(range(1, pieces.pieces + 1)) as piece,
        (piece * pieces.places + pieces.pieces - 1) // pieces.pieces as place,
    from pieces
),
counted as (
    select
        spread.mvp_id,
        spread.track,
        places.day,
        rule_tracks.measure = 'points' as is_in_points,
        rule_tracks.min_solutions is not null as is_accepted_or_not,
        if(is_in_points, 0, spread.piece) as piece,
        count(*)::integer as together,
    from spread
    join places using (mvp_id, track, horizon, place)
    join rule_tracks using (track)
    group by all
),
numbered as (
    select
        counted.*,
        row_number() over (
            partition by counted.mvp_id, counted.track order by counted.day, counted.piece
        ) as number,
        pace.accepted / (pace.accepted + pace.not_accepted) as likely_accepted,
    from counted
    join states using (mvp_id)
    join pace using (mvp_id, track)
    where states.has_plan
),
final as (
    select
        numbered.mvp_id,
        'planned ' || numbered.track || ' ' || numbered.number as contribution_id,
        numbered.track,
        kinds.kind,
        numbered.day::varchar as occurred_at,
        if(
            numbered.is_accepted_or_not,
            floor(number * likely_accepted) > floor((number - 1) * likely_accepted),
            null
        ) as accepted,
        if(numbered.is_in_points, numbered.together, null) as points,
        numbered.day,
    from numbered
    join kinds using (track)
)
select * from final
order by contribution_id
