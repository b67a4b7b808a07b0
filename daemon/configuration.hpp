// What an operator may set: one table of keys, each in the TOML file, as WAYMARK_… variable and as --flag of
// `serve`. The later source wins: default, file, environment, flag. Unknown keys of the file are errors.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "states/result.hpp"

namespace waymark::daemon {

struct ConfigurationKey {
    std::string name;  // "idempotency.max_keys": table and key of the TOML file
    std::string otherwise;
    std::string help;
    std::function<std::string(const std::string& text)>
        objection;  // what is wrong with a value; empty: nothing

    [[nodiscard]] std::string variable() const;  // WAYMARK_IDEMPOTENCY_MAX_KEYS
    [[nodiscard]] std::string flag() const;      // --idempotency-max-keys
};

const std::vector<ConfigurationKey>& configuration_keys();
/// The key of an audience's mailbox: "support-lead" → "letters.mailbox.support_lead".
std::string mailbox_key(std::string audience);

class Configuration {
  public:
    struct Setting {
        std::string text, source;  // source: "default", "waymark.toml:3", "WAYMARK_LISTEN", "--listen"
    };

    /// `file` empty: none. Errors: "bad-configuration", place = the file's line, the variable or the flag.
    static Result<Configuration> read(const std::string& file,
                                      const std::function<const char*(const char*)>& environment,
                                      const std::map<std::string, std::string>& flags);

    [[nodiscard]] const std::string& text(const std::string& name) const { return settings_.at(name).text; }
    [[nodiscard]] std::uint64_t number(const std::string& name) const { return std::stoull(text(name)); }
    [[nodiscard]] const std::map<std::string, Setting>& settings() const { return settings_; }

  private:
    Done take(const std::string& name, std::string text, std::string source);
    Done read_file(const std::string& file);

    std::map<std::string, Setting> settings_;
};

}  // namespace waymark::daemon
