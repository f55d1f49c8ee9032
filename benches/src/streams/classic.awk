# The classic job: parsed, filtered, aggregated, saved to `target`.

BEGIN {
    FS = ","
    print "id,count,sum" > target
}

substr($1, 1, 3) != "id=" || substr($2, 1, 7) != "metric=" || substr($3, 1, 7) != "status=" {
    bad++
    next
}

$3 == "status=active" {
    metric = substr($2, 8) + 0
    if (metric % 3 == 0) {
        count++
        sum += metric
        if (count % 10000 == 0) printf "%d,%d,%.0f\n", substr($1, 4), count, sum > target
    }
}

END { printf "%d %.0f %d\n", count, sum, bad }
