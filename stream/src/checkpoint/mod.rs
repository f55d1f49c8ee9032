//! What is saved of a job, and how it is known that it is whole and of this job.

mod file;
mod layout;

pub(crate) use file::CheckpointFile;
pub(crate) use layout::layout;

use crate::{Error, Kind};

/// Where checkpoints are kept: a file, or the database that a sink writes to.
pub trait Store {
    /// What it is, for messages.
    fn name(&self) -> String;

    /// The last checkpoint of the job, if there is one.
    ///
    /// # Errors
    ///
    /// Where it cannot be read.
    fn load(&mut self, job: &str) -> Result<Option<Vec<u8>>, Error>;

    /// Saves a checkpoint of the job, so that it is there after a loss of power, whole or not at all.
    ///
    /// # Errors
    ///
    /// Where it cannot be written, or the one that is there is not the one that this store loaded or saved last.
    fn save(&mut self, job: &str, checkpoint: &[u8]) -> Result<(), Error>;
}

const MAGIC: &[u8; 8] = b"antiphon";
const VERSION: u32 = 1;

/// A checkpoint: the body, and what says whose it is.
///
/// As bytes, numbers in little endian: the magic, the version of this format as 4 bytes, the generation, the layout and
/// the length of the body as 8 each, the length of the job's name as 4, the name, the body, and the CRC-32 of all that.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Checkpoint {
    /// How many were saved before.
    pub(crate) generation: u64,
    /// A hash of how the state and the position are laid out.
    pub(crate) layout: u64,
    pub(crate) job: String,
    pub(crate) body: Vec<u8>,
}

impl Checkpoint {
    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(self.body.len() + self.job.len() + 64);
        bytes.extend(MAGIC);
        bytes.extend(VERSION.to_le_bytes());
        for number in [self.generation, self.layout, self.body.len() as u64] {
            bytes.extend(number.to_le_bytes());
        }
        bytes.extend(u32::try_from(self.job.len()).unwrap_or(u32::MAX).to_le_bytes());
        bytes.extend(self.job.as_bytes());
        bytes.extend(&self.body);
        bytes.extend(crc32fast::hash(&bytes).to_le_bytes());
        bytes
    }

    /// The checkpoint that these bytes are, if they are whole and of a format that is known here.
    ///
    /// # Errors
    ///
    /// Where they are foreign, older, newer or torn; the text begins with "it".
    pub(crate) fn from_bytes(bytes: &[u8]) -> Result<Self, String> {
        let mut rest = bytes.strip_prefix(MAGIC).ok_or_else(|| match bytes.len() {
            0..8 => format!("it is torn: it has only {} bytes", bytes.len()),
            _ => "it is not a checkpoint: it does not begin as one".to_owned(),
        })?;
        let torn = || format!("it is torn: its {} bytes do not hold what they begin with", bytes.len());
        let version = u32::from_le_bytes(take(&mut rest).ok_or_else(torn)?);
        if version != VERSION {
            let how = if version > VERSION { "newer" } else { "older" };
            return Err(format!("it is of version {version} of the format, which is {how} than version {VERSION}"));
        }
        let mut number = || take(&mut rest).map(u64::from_le_bytes).ok_or_else(torn);
        let (generation, layout, body) = (number()?, number()?, number()?);
        let name = u32::from_le_bytes(take(&mut rest).ok_or_else(torn)?);
        let (name, body) = (usize::try_from(name), usize::try_from(body));
        let (Ok(name), Ok(body)) = (name, body) else { return Err(torn()) };
        if name.checked_add(body).and_then(|sum| sum.checked_add(4)) != Some(rest.len()) {
            return Err(torn());
        }
        let (content, sum) = bytes.split_at(bytes.len() - 4);
        if crc32fast::hash(content).to_le_bytes() != sum {
            return Err("it is torn: its checksum does not fit".to_owned());
        }
        let job = String::from_utf8_lossy(&rest[..name]).into_owned();
        Ok(Self { generation, layout, job, body: rest[name..name + body].to_vec() })
    }

    /// The checkpoint that `store` has of this job, laid out like this.
    pub(crate) fn load(store: &mut dyn Store, job: &str, layout: u64) -> Result<Option<Self>, Error> {
        let Some(bytes) = store.load(job)? else { return Ok(None) };
        let refuse = |why: String| {
            let text = format!("the checkpoint in {} cannot be used, and is left as it is: {why}", store.name());
            Error::refused(Kind::Checkpoint, text)
        };
        let checkpoint = Self::from_bytes(&bytes).map_err(&refuse)?;
        if checkpoint.job != job {
            return Err(refuse(format!("it is of the job `{}`, and this is `{job}`", checkpoint.job)));
        }
        if checkpoint.layout != layout {
            let why = "the state or the position of this program is laid out in another way than that of the program \
                       that saved it: finish the job with that program, or remove the checkpoint and the output to \
                       begin again";
            return Err(refuse(why.to_owned()));
        }
        Ok(Some(checkpoint))
    }
}

fn take<const N: usize>(rest: &mut &[u8]) -> Option<[u8; N]> {
    let (taken, left) = rest.split_first_chunk::<N>()?;
    *rest = left;
    Some(*taken)
}
