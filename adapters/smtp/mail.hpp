// The Mail port by SMTP: letters over libcurl to the configured servers. Not the outbox: what is due, tried
// again or given up is decided in workflows/runtime. Owned by the daemon. Thread: any.
#pragma once

#include <map>

#include "adapters/smtp/host.hpp"
#include "adapters/smtp/settings.hpp"
#include "workflows/runtime/ports/clock.hpp"
#include "workflows/runtime/ports/mail.hpp"

namespace waymark::smtp {

class SmtpMail final : public runtime::Mail {
  public:
    SmtpMail(Settings settings, const runtime::Clock& clock);
    /// Letters that wait are answered `later`; those under way get Timeouts::stop. Every `done` has been
    /// called when this returns.
    ~SmtpMail() override;

    /// `done` comes on a thread of the letter's server; when it is refused unseen (no room, no such address),
    /// on the caller's before this returns: hold no lock that `done` takes.
    void post(runtime::Letter letter, std::function<void(runtime::PostReport)> done) override;

  private:
    Host& host_of(const std::string& domain);

    const Settings settings_;
    std::map<Server, Host> hosts_;  // fixed once made
};

}  // namespace waymark::smtp
