#include "daemon/mail.hpp"

#include <algorithm>
#include <fstream>
#include <sstream>
#include <sys/stat.h>

namespace waymark::daemon {
namespace {

Error wrong(const Configuration& configuration, const std::string& key, const std::string& why) {
    return {"bad-configuration", key + " " + why, configuration.settings().at(key).source, {}};
}

std::string trimmed(const std::string& text) {
    const auto from = text.find_first_not_of(" \t");
    return from == std::string::npos ? "" : text.substr(from, text.find_last_not_of(" \t") - from + 1);
}

Result<std::string> read_password(const Configuration& configuration) {
    const std::string key = "mail.password_file";
    const auto& path = configuration.text(key);
    if (path.empty()) return wrong(configuration, key, "must name the file with the password of mail.user.");
    struct stat found {};
    if (::stat(path.c_str(), &found) != 0 || !S_ISREG(found.st_mode))
        return wrong(configuration, key, "= “" + path + "” is no file.");
    if ((found.st_mode & (S_IRWXG | S_IRWXO)) != 0)
        return wrong(configuration, key,
                     "= “" + path + "” can be read by others than its owner. Do `chmod 600 " + path + "`.");
    std::ifstream file(path);
    std::stringstream text;
    if (!file || !(text << file.rdbuf()))
        return wrong(configuration, key, "= “" + path + "” cannot be read, or is empty.");
    auto password = text.str();
    if (password.ends_with('\n')) password.pop_back();
    if (password.ends_with('\r')) password.pop_back();
    const bool is_line = std::ranges::none_of(password, [](char c) { return c == '\n' || c == '\0'; });
    if (password.empty() || !is_line)
        return wrong(configuration, key, "= “" + path + "” must hold one line, the password.");
    return password;
}

smtp::Tls tls_of(const std::string& word) {
    if (word == "none") return smtp::Tls::none;
    return word == "opportunistic" ? smtp::Tls::opportunistic : smtp::Tls::required;
}

/// All of them: the usual one and those of mail.routes.
template <class Is>
bool every_server(const smtp::Settings& settings, Is is) {
    return is(settings.server) &&
           std::ranges::all_of(settings.routes, [&](const auto& route) { return is(route.second); });
}

}  // namespace

std::optional<std::map<std::string, smtp::Server>> parse_routes(const std::string& text) {
    std::map<std::string, smtp::Server> routes;
    if (trimmed(text).empty()) return routes;
    for (std::size_t from = 0; from <= text.size();) {
        const auto comma = std::min(text.find(',', from), text.size());
        const auto route = trimmed(text.substr(from, comma - from));
        from = comma + 1;
        const auto equals = route.find('=');
        if (equals == std::string::npos) return std::nullopt;
        const auto address = smtp::parse_address("x@" + trimmed(route.substr(0, equals)));
        const auto server = smtp::parse_server(trimmed(route.substr(equals + 1)));
        if (!address || !server || !routes.emplace(address->domain, *server).second) return std::nullopt;
    }
    return routes;
}

Result<std::optional<smtp::Settings>> mail_settings(const Configuration& configuration) {
    const auto text = [&](const char* key) { return configuration.text(key); };
    if (text("mail.server").empty()) {
        for (const char* key : {"mail.routes", "mail.user"})
            if (!text(key).empty())
                return wrong(configuration, key, "needs mail.server, where all other mail goes.");
        return std::optional<smtp::Settings>();
    }
    smtp::Settings settings;
    settings.server = *smtp::parse_server(text("mail.server"));
    settings.routes = *parse_routes(text("mail.routes"));
    settings.tls = tls_of(text("mail.tls"));
    settings.ca_file = text("mail.ca_file");
    settings.connections = configuration.number("mail.connections");
    if (text("mail.from").empty())
        return wrong(configuration, "mail.from",
                     "must be set when mail.server is: it is who the letters are from.");
    settings.from = *smtp::parse_mailbox(text("mail.from"));
    if (!settings.ca_file.empty() && !std::ifstream(settings.ca_file))
        return wrong(configuration, "mail.ca_file", "= “" + settings.ca_file + "” cannot be read.");
    const auto is_encrypted = [](const smtp::Server& server) {
        return server.tls_at_once || server.is_loopback();
    };
    if (settings.tls == smtp::Tls::none && !every_server(settings, is_encrypted))
        return wrong(
            configuration, "mail.tls",
            "= “none” is for servers on this machine. Use “required”, or “opportunistic” for a server "
            "that has no TLS.");
    settings.user = text("mail.user");
    if (settings.user.empty()) return std::optional(std::move(settings));
    if (settings.tls != smtp::Tls::required && !every_server(settings, is_encrypted))
        return wrong(configuration, "mail.tls",
                     "must be “required” with mail.user: the password would go in plain text.");
    auto password = read_password(configuration);
    if (!password) return std::move(password).error();
    settings.password = std::move(password).value();
    return std::optional(std::move(settings));
}

}  // namespace waymark::daemon
