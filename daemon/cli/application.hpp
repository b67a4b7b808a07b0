// The `waymark` command: all its subcommands, and how their failures become exit codes.
#pragma once

namespace waymark::cli {

/// Exit codes: 0 done; 1 refused by the service; 2 wrong usage or a refused document; 3 not in time (chart
/// run); 69 the service does not answer; 70 our fault, or the disk failed; 74 no room on the disk; 75 try
/// again later, or a second daemon; 77 not permitted; 78 configuration.
int run(int argc, char** argv);

}  // namespace waymark::cli
