#include "daemon/configuration.hpp"

#include <algorithm>
#include <charconv>
#include <sstream>
#include <toml++/toml.h>

#include "daemon/mail.hpp"
#include "workflows/partner/plain_text.hpp"
#include "workflows/partner/recipients.hpp"

namespace waymark::daemon {
namespace {

using Objection = std::function<std::string(const std::string&)>;

std::string anything(const std::string& text) { return text.empty() ? "must not be empty" : ""; }

Objection whole_number(std::uint64_t least, std::uint64_t most) {
    return [least, most](const std::string& text) -> std::string {
        std::uint64_t number = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
        if (error == std::errc{} && end == text.data() + text.size() && number >= least && number <= most)
            return "";
        return "must be a whole number from " + std::to_string(least) + " to " + std::to_string(most);
    };
}

Objection one_of(std::vector<std::string> words) {
    return [words = std::move(words)](const std::string& text) -> std::string {
        if (std::ranges::find(words, text) != words.end()) return "";
        std::string all;
        for (const auto& word : words) all += (all.empty() ? "" : ", ") + word;
        return "must be one of " + all;
    };
}

/// Objects to what `reads` does not take. Empty is fine: not set.
template <class Reads>
Objection unless(Reads reads, std::string wanted) {
    return [reads, wanted = std::move(wanted)](const std::string& text) -> std::string {
        return text.empty() || reads(text) ? "" : "must be " + wanted;
    };
}

std::string line_or_nothing(const std::string& text) {
    return text.find_first_of("\r\n") == std::string::npos ? "" : "must be one line";
}

bool is_mail_address(const std::string& text) { return partner::address_objection(text).empty(); }

/// The letters' keys: for each audience a mailbox of its own.
std::vector<ConfigurationKey> with_letter_keys(std::vector<ConfigurationKey> keys) {
    const auto address = unless(is_mail_address, "an e-mail address, for example partners@example.org");
    keys.push_back({"letters.folder", "", "templates that replace the built-in ones of the same file name",
                    line_or_nothing});
    keys.push_back(
        {"letters.program", "", "what the program calls itself under its letters", line_or_nothing});
    keys.push_back({"letters.url", "", "the address of the portal, under its letters", line_or_nothing});
    keys.push_back({"letters.contact", "", "the e-mail address that letters name for questions", address});
    for (const auto& audience : partner::staff_audiences())
        keys.push_back({mailbox_key(audience), "",
                        "where messages to “" + audience + "” go when nobody of it has an address", address});
    return keys;
}

std::string address_and_port(const std::string& text) {
    const auto colon = text.rfind(':');
    if (colon == std::string::npos || colon == 0 || !whole_number(0, 65535)(text.substr(colon + 1)).empty())
        return "must be ADDRESS:PORT, for example 127.0.0.1:8086 (port 0: any free one)";
    return "";
}

}  // namespace

std::string ConfigurationKey::variable() const {
    std::string out = "WAYMARK_";
    for (const char c : name)
        out += c == '.' ? '_' : static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    return out;
}

std::string ConfigurationKey::flag() const {
    std::string out = "--" + name;
    std::ranges::replace(out, '.', '-');
    std::ranges::replace(out, '_', '-');
    return out;
}

std::string mailbox_key(std::string audience) {
    std::ranges::replace(audience, '-', '_');
    return "letters.mailbox." + audience;
}

const std::vector<ConfigurationKey>& configuration_keys() {
    static const std::vector<ConfigurationKey> keys = with_letter_keys({
        {"data", "data", "the data folder; made when it does not exist", anything},
        {"listen", "127.0.0.1:8086", "where HTTP listens; loopback unless a proxy stands before it",
         address_and_port},
        {"http.hosts", "localhost", "names by which clients reach the service, separated by commas",
         anything},
        {"log.level", "info", "what is logged", one_of({"debug", "info", "warning", "error"})},
        {"log.format", "text", "how it is logged, on stderr", one_of({"text", "json"})},
        {"sqlite.vfs", "default", "the SQLite VFS by name", anything},
        {"timers.jump_tolerance_s", "300", "a jump of the wall clock beyond this holds all timers",
         whole_number(1, 86'400)},
        {"timers.longest_silence_days", "30", "a start this long after the last record holds all timers",
         whole_number(1, 3'650)},
        {"mail.hold_ms", "120000",
         "a message leaves so long after its cause; until then its command can be undone",
         whole_number(0, 86'400'000)},
        {"mail.retry_ms", "60000",
         "the wait before the second attempt; later ones are 5, 15, 60 and then always 240 times as long",
         whole_number(100, 3'600'000)},
        {"idempotency.max_keys", "4000000", "keys remembered at most; further ones are refused",
         whole_number(1, 100'000'000)},
        {"idempotency.kept_hours", "24", "how long a key is remembered", whole_number(24, 8'760)},
        {"mail.server", "", "the mail server, for example smtp://mail.example.org:587; none: no mail leaves",
         unless(smtp::parse_server, "smtp://HOST:PORT or smtps://HOST:PORT")},
        {"mail.routes", "", "other servers for some recipients: example.org=smtps://mx.example.org, …",
         unless(parse_routes, "DOMAIN=smtp://HOST:PORT, separated by commas, each domain once")},
        {"mail.from", "", "who letters are from: Partner program <partners@example.org>",
         unless(smtp::parse_mailbox, "an address, or NAME <ADDRESS>")},
        {"mail.tls", "required", "STARTTLS with servers that are not smtps; none: on this machine only",
         one_of({"required", "opportunistic", "none"})},
        {"mail.ca_file", "", "certificates by which mail servers are known; none: the system's",
         line_or_nothing},
        {"mail.user", "", "who logs in at the mail servers; none: nobody does", line_or_nothing},
        {"mail.password_file", "", "the file with that user's password, readable by its owner only",
         line_or_nothing},
        {"mail.connections", "2", "at the same time to one mail server", whole_number(1, 20)},
    });
    return keys;
}

Done Configuration::take(const std::string& name, std::string text, std::string source) {
    const auto& keys = configuration_keys();
    const auto key = std::ranges::find(keys, name, &ConfigurationKey::name);
    if (key == keys.end()) {
        std::string known;
        for (const auto& each : keys) known += (known.empty() ? "" : ", ") + each.name;
        return Error{"bad-configuration",
                     "There is no key “" + name + "”. Known keys: " + known + ".",
                     std::move(source),
                     {}};
    }
    if (const auto wrong = key->objection(text); !wrong.empty())
        return Error{"bad-configuration", name + " = “" + text + "” " + wrong + ".", std::move(source), {}};
    settings_[name] = {std::move(text), std::move(source)};
    return done();
}

Done Configuration::read_file(const std::string& file) {
    toml::table document;
    try {
        document = toml::parse_file(file);
    } catch (const toml::parse_error& error) {
        const auto at = error.source().begin;
        return Error{"bad-configuration",
                     std::string(error.description()) + ".",
                     at.line ? file + ":" + std::to_string(at.line) + ":" + std::to_string(at.column) : file,
                     {}};
    }
    const std::function<Done(const toml::table&, const std::string&)> walk =
        [&](const toml::table& table, const std::string& prefix) -> Done {
        for (const auto& [key, node] : table) {
            const auto name = prefix + std::string(key.str());
            if (const auto* inner = node.as_table()) {
                if (auto walked = walk(*inner, name + "."); !walked) return walked;
                continue;
            }
            std::string text;
            if (const auto string = node.value_exact<std::string>()) {
                text = *string;
            } else {
                std::ostringstream out;
                out << toml::node_view(node);
                text = out.str();
            }
            if (auto taken = take(name, text, file + ":" + std::to_string(node.source().begin.line)); !taken)
                return taken;
        }
        return done();
    };
    return walk(document, "");
}

Result<Configuration> Configuration::read(const std::string& file,
                                          const std::function<const char*(const char*)>& environment,
                                          const std::map<std::string, std::string>& flags) {
    Configuration configuration;
    for (const auto& key : configuration_keys())
        configuration.settings_[key.name] = {key.otherwise, "default"};
    if (!file.empty())
        if (auto read = configuration.read_file(file); !read) return std::move(read).error();
    for (const auto& key : configuration_keys()) {
        if (const char* text = environment(key.variable().c_str()))
            if (auto taken = configuration.take(key.name, text, key.variable()); !taken)
                return std::move(taken).error();
        if (const auto flag = flags.find(key.name); flag != flags.end())
            if (auto taken = configuration.take(key.name, flag->second, key.flag()); !taken)
                return std::move(taken).error();
    }
    return configuration;
}

}  // namespace waymark::daemon
