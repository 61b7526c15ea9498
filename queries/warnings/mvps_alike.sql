-- One row per MVP who shares an address with another one, and one per name and id that several MVPs
-- have (docs/contract.md, Warnings). `plain` leaves out case, accents, blanks and invisible
-- characters.
-- key: file_number, line, warning
with alike as (
    select file_number, line, mvp_id, unnest([
        {'warning': 'same_email', 'plain': lower(email), 'value': email},
        {'warning': 'same_name', 'plain': plain(name), 'value': name},
        {'warning': 'similar_id', 'plain': plain(mvp_id), 'value': 'differ only in spelling'},
    ], recursive := true)
    from used
)
select
    file_number,
    line,
    warning,
    string_agg(mvp_id, ', ') over same || ': ' || value as value,
    1 as times,
from alike
window same as (
    partition by warning, plain order by mvp_id
    rows between unbounded preceding and unbounded following
)
qualify count(*) over same > 1 and (warning = 'same_email' or row_number() over same = 1)
