// Letters, and what became of them, for the tests of this folder.
#pragma once

#include <future>
#include <optional>
#include <string>

#include "adapters/clock/system_clock.hpp"
#include "adapters/smtp/mail.hpp"
#include "tests/adapters/smtp/server/process.hpp"

namespace waymark::smtp {

/// To `server`, in plain text, from waymark@example.org; short timeouts.
Settings settings_for(const std::string& server);

/// To anna@example.com: "A reminder", one line.
runtime::Letter a_letter(const std::string& message_id = "1.2.3@waymark.example.org");

std::future<runtime::PostReport> post(runtime::Mail& mail, runtime::Letter letter);

/// Posts, and waits for what becomes of it.
runtime::PostReport deliver(runtime::Mail& mail, runtime::Letter letter);
runtime::PostReport deliver(const Settings& settings, runtime::Letter letter);

}  // namespace waymark::smtp

namespace waymark::runtime {

void PrintTo(const PostReport& report, std::ostream* out);
void PrintTo(Posted outcome, std::ostream* out);

}  // namespace waymark::runtime
