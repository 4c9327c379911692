-- The telephone numbers that a text holds, each as country code and number without marks: `+44 (0)1392 555010`, `0044 1392 555010`, `01392/555010`,
-- `1392555010` (a spreadsheet drops the nought) and full-width or Arabic digits are all 441392555010. Whoever looks for somebody by a number asks by
-- the same function, so that both sides agree however each was written. What cannot be one is none.
create function telephone_numbers(written text) returns text[] language plpgsql immutable parallel safe as $$
declare
  plain text;
  chunk text;
  piece text;
  pieces text[];
  digits text;
  abroad boolean;
  found text[] := '{}';
begin
  if written is null or written like '%@%' then return found; end if;
  plain := lower(normalize(regexp_replace(written, '[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]', '', 'g'), nfkc));
  plain := translate(plain,
    '٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹०१२३४५६७८९০১২৩৪৫৬৭৮৯੦੧੨੩੪੫੬੭੮੯૦૧૨૩૪૫૬૭૮૯',
    '012345678901234567890123456789012345678901234567890123456789');
  -- 7.7009E+09: a spreadsheet has kept the first digits alone.
  if plain ~ '^\s*[0-9]+([.,][0-9]+)?e\+?[0-9]+\s*$' then return found; end if;
  plain := regexp_replace(plain, '(extension|extn|ext|x|#)[\s.:]*[0-9]{1,6}(?![0-9])', ' | ', 'g');
  for chunk in select c[1] from regexp_matches(plain, '(\+?[0-9(][0-9\s().+/,;\-\u2010-\u2015\u2212]*)', 'g') c loop
    pieces := regexp_split_to_array(chunk, '\s*[/,;+]\s*(?=[0-9+(])');
    -- A stroke may stand between two numbers, or in one (01392/555010).
    if exists (select from unnest(pieces) p where p <> '' and length(regexp_replace(p, '[^0-9]', '', 'g')) < 7) then
      pieces := array[chunk];
    end if;
    if chunk ~ '^\s*\+' and pieces[1] = '' then pieces[2] := '+' || pieces[2]; end if;
    foreach piece in array pieces loop
      abroad := piece ~ '^[\s(]*(\+|00)';
      digits := regexp_replace(piece, case when abroad or piece ~ '^[\s(]*44' then '\(\s*0\s*\)|[^0-9]' else '[^0-9]' end, '', 'g');
      if abroad then digits := regexp_replace(digits, '^00', ''); end if;
      if digits ~ '^440?[1-9][0-9]{8,9}$' then
        found := found || regexp_replace(digits, '^440?', '44');
      elsif not abroad and digits ~ '^0[1-9][0-9]{8,9}$' then
        found := found || ('44' || substr(digits, 2));
      elsif not abroad and digits ~ '^[1-9][0-9]{8,9}$' then
        found := found || array['44' || digits, digits];
      elsif length(digits) between 5 and 15 then
        found := found || digits;
      elsif length(digits) > 15 then
        found := found || array(select '44' || n[1] from regexp_matches(digits, '(?:0|44|0044)([1-9][0-9]{9})', 'g') n);
      end if;
    end loop;
  end loop;
  return found;
end
$$;
create index contact_detail_numbers on contact_detail using gin (telephone_numbers(value));
