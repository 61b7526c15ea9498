-- One row per MVP whose row contradicts itself or the row of another MVP, and per contradiction
-- (docs/contract.md, Warnings). `plain` leaves out case, accents, blanks and invisible characters.
-- key: file_number, line, warning
with alike as (
    select file_number, line, mvp_id, unnest([
        {'warning': 'same_email', 'plain': lower(email), 'value': email},
        {'warning': 'same_name', 'plain': plain(name), 'value': name},
        {'warning': 'similar_id', 'plain': plain(mvp_id), 'value': 'differ only in spelling'},
    ], recursive := true)
    from used
),
shared as (
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
),
addresses as (
    select file_number, line, mvp_id, email as address, false as is_other from used
    union all
    select file_number, line, mvp_id, unnest(string_split(other_emails, ';')), true from used
),
shared_addresses as (
    select
        file_number,
        line,
        'other_email_of_another' as warning,
        (
            select string_agg(distinct everybody.mvp_id, ', ' order by everybody.mvp_id)
            from addresses as everybody
            where lower(everybody.address) = lower(addresses.address)
        ) || ': ' || address as value,
        1 as times,
    from addresses
    where is_other and exists (
        from addresses as others
        where lower(others.address) = lower(addresses.address)
            and others.mvp_id != addresses.mvp_id
    )
),
teams as (
    select
        min(file_number) as file_number,
        arg_min(line, (file_number, line)) as line,
        team,
        count(*) as times,
    from used
    where team is not null
    group by team
),
spelled as (
    select
        file_number,
        line,
        'team_spelling' as warning,
        '"' || team || '" beside "' || first_value(team) over same || '"' as value,
        times,
    from teams
    window same as (partition by plain(team) order by times desc, team)
    qualify row_number() over same > 1
),
alone as (
    select file_number, line, mvp_id, 1 as times, unnest([
        if(left_on <= entered_on,
            {'warning': 'left_before_entering', 'value': entered_on || ' to ' || left_on}, null),
        if(left_on is null and left_reason is not null,
            {'warning': 'left_without_day', 'value': left_reason}, null),
        if(nda_signed_on >= left_on and left_on > entered_on,
            {'warning': 'nda_after_leaving',
             'value': 'left ' || left_on || ', signed ' || nda_signed_on}, null),
    ]) as found
    from used
),
replacing as (
    select distinct on (used.file_number, used.line)
        used.file_number,
        used.line,
        'replaced_another_person' as warning,
        used.mvp_id || ': ' || used.name || ' replaces ' || checked.name as value,
        1 as times,
    from used
    join checked
        on checked.mvp_id = used.mvp_id
        and checked.file_number < used.file_number
        and checked.fault is null
    where plain(checked.name) != plain(used.name) and lower(checked.email) != lower(used.email)
    order by checked.file_number desc, checked.line
),
final as (
    from shared
    union all by name
    from replacing
    union all by name
    from shared_addresses
    union all by name
    from spelled
    union all by name
    select
        file_number, line, found.warning, mvp_id || ': ' || found.value as value, times,
    from alone
    where found is not null
)
select file_number, line, warning, value, times from final
