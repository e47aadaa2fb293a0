//! Which document and which crate a command works on.

use std::path::{Path, PathBuf};

use crate::args::{Chosen, Specs};
use crate::failure::Failure;
use crate::here::{Here, no_project};
use crate::project::Crate;

/// A document, and the crate of `castiron.toml` that it belongs to.
#[derive(Clone, Debug)]
pub(crate) struct Target<'a> {
    /// The document's path, absolute.
    pub(crate) spec: PathBuf,
    /// Further documents of the same crate.
    pub(crate) beside: Vec<PathBuf>,
    /// The crate whose settings apply.
    pub(crate) of: Option<&'a Crate>,
}

impl<'a> Target<'a> {
    /// The documents that were given, else those of the crate that was named, else those of the only crate.
    ///
    /// # Errors
    /// Where several crates are named, one that is not there, or none and there is no `castiron.toml`.
    pub(crate) fn one(here: &'a Here, chosen: &Chosen) -> Result<Self, Failure> {
        let (specs, names) = chosen.sorted(here);
        let name = match names.as_slice() {
            [] => None,
            [name] => Some(name.as_str()),
            _ => return Err(format!("name one crate, not {}", names.join(" and ")).into()),
        };
        let [spec, beside @ ..] = specs.as_slice() else {
            return match &here.project {
                Some(project) => Ok(Self::of(project.one(name)?)),
                None => Err(no_project().into()),
            };
        };
        let spec = here.document(spec)?;
        let beside: Vec<PathBuf> = (beside.iter())
            .map(|spec| here.document(spec))
            .collect::<Result<_, _>>()?;
        let of = match (name, &here.project) {
            (Some(name), Some(project)) => Some(project.one(Some(name))?),
            (Some(_), None) => return Err(no_project().into()),
            (None, project) => project.as_ref().and_then(|project| {
                let mut crates = project.crates.iter();
                crates.find(|krate| {
                    krate.spec == spec && (beside.is_empty() || krate.beside == beside)
                })
            }),
        };
        // the first document of a crate stands for all of them
        let of_crate = of.filter(|krate| beside.is_empty() && krate.spec == spec);
        Ok(Self {
            beside: of_crate.map_or(beside, |krate| krate.beside.clone()),
            spec,
            of,
        })
    }

    /// The document of a crate.
    pub(crate) fn of(krate: &'a Crate) -> Self {
        Self {
            spec: krate.spec.clone(),
            beside: krate.beside.clone(),
            of: Some(krate),
        }
    }
}

impl Here {
    /// The document to read: the one that was named, else the only one of `castiron.toml`.
    ///
    /// # Errors
    /// Where there is neither, and where a URL was named.
    pub fn spec(&self, named: Option<&Path>) -> Result<PathBuf, Failure> {
        let chosen = Chosen {
            specs: Specs {
                spec: named.map(Path::to_path_buf).into_iter().collect(),
            },
            ..Chosen::default()
        };
        Target::one(self, &chosen).map(|target| target.spec)
    }
}
