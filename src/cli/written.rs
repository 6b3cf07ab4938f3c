//! A file that is written whole or not at all: beside its place first, and then put there, so that what stood there stays
//! until the new one is whole.

use std::fs::File;
use std::io::{self, Write as _};
use std::path::Path;

/// Writes the file. Whatever goes wrong, what stood at the path before stands there still.
///
/// # Errors
/// What `write` says, or that the file cannot be made, or be put in its place.
pub fn written<E: From<io::Error>>(
    path: &Path,
    write: impl FnOnce(&mut File) -> Result<(), E>,
) -> Result<(), E> {
    let mut beside = path.as_os_str().to_owned();
    beside.push(format!(".{}.part", std::process::id()));
    let whole = || {
        let mut file = File::create(&beside)?;
        write(&mut file)?;
        file.flush()?;
        // It is on the disk before it takes the place of the old one.
        file.sync_all()?;
        std::fs::rename(&beside, path)?;
        Ok(())
    };
    let done = whole();
    if done.is_err() {
        // What is left of it helps nobody; that it cannot be taken away is told by the error above.
        drop(std::fs::remove_file(&beside));
    }
    done
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_written_whole_leaves_the_old_file() {
        let folder = std::env::temp_dir().join(format!("casus-written-{}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a folder for the test");
        let path = folder.join("world.casusdb");
        std::fs::write(&path, "old").expect("the old file");
        let broken = written(&path, |file| {
            file.write_all(b"half of")?;
            Err(io::Error::other("the disk is full"))
        });
        assert_eq!(
            broken.expect_err("it broke").to_string(),
            "the disk is full"
        );
        let text = |path| std::fs::read_to_string(path).expect("a file");
        assert_eq!(text(&path), "old");
        assert_eq!(std::fs::read_dir(&folder).expect("the folder").count(), 1);

        written(&path, |file| file.write_all(b"new")).expect("nothing is in the way");
        assert_eq!(text(&path), "new");
        std::fs::remove_dir_all(&folder).expect("the folder goes");
    }
}
