//! Running other programs: quietly with a live line, or with their output passed on.

use std::io::{BufRead, BufReader, IsTerminal, Read, Write, stderr};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

/// A sign of life for logs, where no line can be redrawn.
const REMINDER: Duration = Duration::from_secs(60);

/// Runs `command` without its noise. On a terminal one line shows what it does now; elsewhere a line a minute says that it
/// still works. Whatever it printed is shown if it fails.
///
/// # Errors
/// If the program cannot be started or fails.
pub(crate) fn quietly(what: &str, command: &mut Command) -> Result<()> {
    let started = Instant::now();
    let mut child = start(command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()))?;
    let (sender, lines) = channel();
    forward(child.stdout.take(), &sender);
    forward(child.stderr.take(), &sender);
    drop(sender);

    let mut output = Vec::new();
    let mut reminded = Instant::now();
    loop {
        match lines.recv_timeout(Duration::from_millis(500)) {
            Ok(line) => output.push(line),
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => break,
        }
        let now = output.last().map_or("", String::as_str).trim();
        if stderr().is_terminal() {
            live(&format!("    {what}, {} s: {now}", started.elapsed().as_secs()));
        } else if reminded.elapsed() > REMINDER {
            reminded = Instant::now();
            eprintln!("    {what}, {} s: {now}", started.elapsed().as_secs());
        }
    }
    let status = child.wait().with_context(|| format!("waiting for {}", name(command)))?;
    clear();
    if status.success() {
        return Ok(());
    }
    for line in output.iter().filter(|line| !is_noise(line)) {
        eprintln!("{line}");
    }
    bail!("{what}: `{}` failed ({status})", name(command))
}

/// Runs `command`, passes its standard output on and hands each line of it to `see`; what it says on standard error (cargo's
/// "Compiling …") is shown only if the program fails.
///
/// # Errors
/// If the program cannot be started. A program that fails is told by `false`.
pub(crate) fn watch(command: &mut Command, mut see: impl FnMut(&str)) -> Result<bool> {
    let mut child = start(command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()))?;
    let (sender, lines) = channel();
    let errors = child.stderr.take();
    let quiet = thread::spawn(move || {
        let mut text = String::new();
        // A program that prints something other than text still ran; only its complaint is lost.
        let _ = errors.map(|mut errors| errors.read_to_string(&mut text));
        text
    });
    forward(child.stdout.take(), &sender);
    drop(sender);
    for line in lines {
        println!("{line}");
        see(&line);
    }
    let status = child.wait().with_context(|| format!("waiting for {}", name(command)))?;
    if !status.success() {
        eprint!("{}", quiet.join().unwrap_or_default());
    }
    Ok(status.success())
}

/// What `command` prints on standard output.
///
/// # Errors
/// If the program cannot be started or fails; what it complained of is part of the error.
pub(crate) fn output(command: &mut Command) -> Result<String> {
    let output = command.stdin(Stdio::null()).output().with_context(|| format!("could not start `{}`", name(command)))?;
    if !output.status.success() {
        bail!("`{}` failed ({}):\n{}", name(command), output.status, String::from_utf8_lossy(&output.stderr).trim());
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// The command as one would type it, shortened to what matters.
pub(crate) fn name(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(|word| word.to_string_lossy().into_owned()).collect::<Vec<_>>().join(" ")
}

fn start(command: &mut Command) -> Result<Child> {
    command.spawn().with_context(|| format!("could not start `{}`", name(command)))
}

fn forward(from: Option<impl Read + Send + 'static>, to: &Sender<String>) {
    let Some(from) = from else { return };
    let to = to.clone();
    thread::spawn(move || {
        for line in BufReader::new(from).split(b'\n').map_while(Result::ok) {
            if to.send(String::from_utf8_lossy(&line).trim_end().to_owned()).is_err() {
                break;
            }
        }
    });
}

/// What cargo says while all is well.
fn is_noise(line: &str) -> bool {
    let first = line.split_whitespace().next().unwrap_or_default();
    line.starts_with("  ")
        && ["Compiling", "Checking", "Documenting", "Downloaded", "Downloading", "Blocking", "Locking"].contains(&first)
}

fn live(line: &str) {
    let line: String = line.chars().take(110).collect();
    eprint!("\r\x1b[2K{line}");
    // The line is a courtesy: a closed terminal must not fail the build.
    let _ = stderr().flush();
}

fn clear() {
    if stderr().is_terminal() {
        live("");
    }
}
