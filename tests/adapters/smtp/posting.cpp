#include "tests/adapters/smtp/posting.hpp"

#include <ostream>

namespace waymark::smtp {

Settings settings_for(const std::string& server) {
    using std::chrono::milliseconds;
    Settings settings;
    settings.from = {"The partner program", {"waymark", "example.org"}};
    settings.server = *parse_server(server);
    settings.tls = Tls::none;
    settings.timeouts.connect = milliseconds(1'500);
    settings.timeouts.banner = settings.timeouts.reply = settings.timeouts.dot = milliseconds(1'000);
    settings.timeouts.total = milliseconds(4'000);
    settings.timeouts.stop = milliseconds(500);
    return settings;
}

runtime::Letter a_letter(const std::string& message_id) {
    runtime::Letter letter;
    letter.message_id = message_id;
    letter.address = "anna@example.com";
    letter.name = "Anna";
    letter.subject = "A reminder";
    letter.text = "The notice ends on 1 April.\n";
    letter.date = *parse_instant("2026-03-02T12:00:00Z");
    return letter;
}

std::future<runtime::PostReport> post(runtime::Mail& mail, runtime::Letter letter) {
    const auto promise = std::make_shared<std::promise<runtime::PostReport>>();
    mail.post(std::move(letter),
              [promise](runtime::PostReport report) { promise->set_value(std::move(report)); });
    return promise->get_future();
}

runtime::PostReport deliver(runtime::Mail& mail, runtime::Letter letter) {
    return post(mail, std::move(letter)).get();
}

runtime::PostReport deliver(const Settings& settings, runtime::Letter letter) {
    clock::SystemClock clock;
    SmtpMail mail(settings, clock);
    return deliver(mail, std::move(letter));
}

}  // namespace waymark::smtp

namespace waymark::runtime {

void PrintTo(Posted outcome, std::ostream* out) {
    constexpr const char* names[] = {"accepted", "later", "never", "unknown", "captured"};
    *out << names[static_cast<std::size_t>(outcome)];
}

void PrintTo(const PostReport& report, std::ostream* out) {
    PrintTo(report.outcome, out);
    *out << " “" << report.reply << "”";
    if (report.wait) *out << " not before " << report.wait->count() << " s";
}

}  // namespace waymark::runtime
