SELECT line FROM (
    SELECT 'column ' || a.attrelid::regclass || ' ' || a.attnum || ' ' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
        || ' ' || concat(a.attnotnull, a.attidentity, a.attgenerated, pg_get_expr(d.adbin, d.adrelid))
    FROM pg_attribute a LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
    JOIN pg_class c ON c.oid = a.attrelid WHERE c.relnamespace = 'shop'::regnamespace AND a.attnum > 0
    UNION ALL SELECT 'relation ' || oid::regclass || ' ' || concat(relkind, relrowsecurity, pg_get_expr(relpartbound, oid))
    FROM pg_class WHERE relnamespace = 'shop'::regnamespace
    UNION ALL SELECT 'constraint ' || conname || ' ' || pg_get_constraintdef(oid)
    FROM pg_constraint WHERE connamespace = 'shop'::regnamespace AND contype <> 'n'
    UNION ALL SELECT 'index ' || pg_get_indexdef(indexrelid) || indisvalid
    FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid WHERE relnamespace = 'shop'::regnamespace
    UNION ALL SELECT 'function ' || pg_get_functiondef(oid) FROM pg_proc WHERE pronamespace = 'shop'::regnamespace
    UNION ALL SELECT 'trigger ' || pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
    UNION ALL SELECT 'rule ' || pg_get_ruledef(r.oid)
    FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class WHERE c.relnamespace = 'shop'::regnamespace
    UNION ALL SELECT 'policy ' || policyname || ' ' || qual FROM pg_policies WHERE schemaname = 'shop'
    UNION ALL SELECT 'comment ' || objoid::regclass || ' ' || description
    FROM pg_description JOIN pg_class ON pg_class.oid = objoid WHERE relnamespace = 'shop'::regnamespace
    UNION ALL SELECT 'label ' || enumtypid::regtype || ' ' || enumlabel || ' ' || rank() OVER (ORDER BY enumsortorder) FROM pg_enum
    UNION ALL SELECT 'sequence ' || sequencename || ' ' || coalesce(last_value::text, '') || ' ' || increment_by
    FROM pg_sequences WHERE schemaname = 'shop'
    UNION ALL SELECT 'item ' || item::text FROM shop.item
    UNION ALL SELECT 'line ' || line::text || ' ' || tableoid::regclass FROM shop.line
    UNION ALL SELECT 'days ' || days::text FROM shop.days
) AS snapshot(line) ORDER BY line COLLATE "C"
