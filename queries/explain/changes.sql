-- One row per contribution that differs between the states A and B of an explained MVP, with its
-- cause (docs/rules.md section 16). $from_day is the day of A. The tables: rows_a and rows_b as
-- seen, known_a with whose the rows of B are in A, claimed with the ids of accepted claims in B,
-- new_sources with the sources on which an account was linked since A.
-- key: mvp_id, contribution_id
with compared as (
    select
        coalesce(rows_a.mvp_id, rows_b.mvp_id) as mvp_id,
        coalesce(rows_a.contribution_id, rows_b.contribution_id) as contribution_id,
        rows_a.mvp_id is not null as is_in_a,
        rows_b.mvp_id is not null as is_in_b,
        rows_b.day > $from_day as is_new,
        rows_a.accepted is distinct from rows_b.accepted as is_judged_otherwise,
        (rows_a.track, rows_a.kind, rows_a.day, rows_a.url, rows_a.points, rows_a.is_own_question)
            is distinct from (rows_b.track, rows_b.kind, rows_b.day, rows_b.url, rows_b.points,
                rows_b.is_own_question) as is_corrected,
    from rows_a
    full join rows_b
        on rows_b.mvp_id = rows_a.mvp_id and rows_b.contribution_id = rows_a.contribution_id
),
differing as (
    select * from compared where is_in_a != is_in_b or is_corrected or is_judged_otherwise
),
final as (
    select
        differing.mvp_id,
        differing.contribution_id,
        case
            when is_in_a and not is_in_b then 'withdrawn'
            when is_in_a and is_corrected then 'corrected'
            when is_in_a then 'accepted'
            when claimed.contribution_id is not null and known_a.mvp_id is null then 'claimed'
            when known_a.mvp_id != differing.mvp_id or new_sources.mvp_id is not null then 'linked'
            when is_new then 'new'
            when known_a.mvp_id is not null then 'corrected'
            else 'late'
        end as cause,
    from differing
    left join claimed using (contribution_id)
    left join known_a using (contribution_id)
    left join new_sources
        on new_sources.mvp_id = differing.mvp_id
        and starts_with(differing.contribution_id, new_sources.source || ':')
        and known_a.mvp_id is null
)
select * from final
