// The keys mail.server … mail.connections as settings of adapters/smtp: what each key cannot say alone is
// checked here, and the password read. Not the outbox's keys.
#pragma once

#include <optional>

#include "adapters/smtp/settings.hpp"
#include "daemon/configuration.hpp"

namespace waymark::daemon {

/// Nothing: no mail.server, so no mail leaves. Errors: "bad-configuration", place = where the key was set.
Result<std::optional<smtp::Settings>> mail_settings(const Configuration& configuration);

/// "example.org=smtps://mx.example.org, …" by domain in ASCII and lower-case; nothing when it is not that.
std::optional<std::map<std::string, smtp::Server>> parse_routes(const std::string& text);

}  // namespace waymark::daemon
