//! A line of the log.

use chrono::DateTime;

/// What a line says, as far as it is of interest.
#[derive(Debug, PartialEq, Eq)]
pub struct Hit {
    pub client: String,
    /// Minutes since 1970, in UTC.
    pub minute: i64,
    pub status: u16,
    /// `None` where nothing was sent.
    pub bytes: Option<u64>,
}

impl Hit {
    /// `client identity user [time] "request" status bytes`, and whatever follows.
    // It is called with a record of lines, which are owned.
    #[allow(clippy::ptr_arg, reason = "a stage lends the record as it is")]
    pub fn parse(line: &String) -> Result<Self, String> {
        let (head, rest) = line.split_once(" [").ok_or("there is no [ before a time")?;
        let (time, rest) = rest.split_once("] \"").ok_or("there is no time in [ ] before a request")?;
        let rest = behind_quote(rest).ok_or("the request has no end")?;
        let mut fields = rest.split_ascii_whitespace();
        let status = fields.next().ok_or("there is no status")?;
        let bytes = match fields.next().ok_or("there is no size")? {
            "-" => None,
            bytes => Some(bytes.parse().map_err(|error| format!("size: {error}"))?),
        };
        let time = DateTime::parse_from_str(time, "%d/%b/%Y:%H:%M:%S %z").map_err(|error| format!("time: {error}"))?;
        Ok(Self {
            client: head.split(' ').next().unwrap_or_default().to_owned(),
            minute: time.timestamp().div_euclid(60),
            status: status.parse().map_err(|error| format!("status: {error}"))?,
            bytes,
        })
    }
}

/// What stands behind the quote that ends a text; one behind a backslash does not.
fn behind_quote(text: &str) -> Option<&str> {
    let mut escaped = false;
    let end = text.find(|letter| {
        let ends = letter == '"' && !escaped;
        escaped = letter == '\\' && !escaped;
        ends
    })?;
    Some(&text[end + 1..])
}
