#include "adapters/smtp/mail.hpp"

namespace waymark::smtp {

SmtpMail::SmtpMail(Settings settings, const runtime::Clock& clock) : settings_(std::move(settings)) {
    hosts_.try_emplace(settings_.server, settings_, settings_.server, clock);
    for (const auto& [domain, server] : settings_.routes)
        hosts_.try_emplace(server, settings_, server, clock);
}

SmtpMail::~SmtpMail() {
    // All of them, before the first one is waited for.
    for (auto& [server, host] : hosts_) host.stop();
    for (auto& [server, host] : hosts_) host.end();
}

Host& SmtpMail::host_of(const std::string& domain) {
    const auto route = settings_.routes.find(domain);
    return hosts_.at(route == settings_.routes.end() ? settings_.server : route->second);
}

void SmtpMail::post(runtime::Letter letter, std::function<void(runtime::PostReport)> done) {
    auto to = parse_address(letter.address);
    if (!to) return done({runtime::Posted::never, "this is no address that mail is sent to", std::nullopt});
    auto& host = host_of(to->domain);
    host.post({std::move(letter), std::move(*to), std::move(done)});
}

}  // namespace waymark::smtp
