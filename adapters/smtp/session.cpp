#include "adapters/smtp/session.hpp"

#include <algorithm>
#include <charconv>
#include <cstring>
#include <sys/socket.h>
#include <unistd.h>

#include "states/check.hpp"

namespace waymark::smtp {
namespace {

using std::chrono::milliseconds;

template <class T>
void set(CURL* curl, CURLoption option, T value) {
    CHECK(curl_easy_setopt(curl, option, value) == CURLE_OK, "libcurl lacks an option");
}

bool begins(std::string_view text, std::string_view word) {
    return text.size() >= word.size() &&
           std::ranges::equal(text.substr(0, word.size()), word,
                              [](char a, char b) { return (a >= 'a' && a <= 'z' ? a - 'a' + 'A' : a) == b; });
}

using Recipients = std::unique_ptr<curl_slist, void (*)(curl_slist*)>;

}  // namespace

Session::Session(const Settings& settings, const Server& server, const runtime::Clock& clock)
    : settings_(settings), server_(server), clock_(clock), curl_(nullptr, curl_easy_cleanup) {}

Session::~Session() { close(); }

void Session::prepare() {
    static const CURLcode global = curl_global_init(CURL_GLOBAL_DEFAULT);
    CHECK(global == CURLE_OK, "libcurl cannot start");
    curl_.reset(curl_easy_init());
    auto* curl = curl_.get();
    CHECK(curl != nullptr, "libcurl has no memory");
    set(curl, CURLOPT_URL, ((server_.tls_at_once ? "smtps://" : "smtp://") + server_.text()).c_str());
    set(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    set(curl, CURLOPT_PROXY, "");  // whatever the environment says
    set(curl, CURLOPT_NOSIGNAL, 1L);
    set(curl, CURLOPT_MAXCONNECTS, 1L);
    set(curl, CURLOPT_UPLOAD, 1L);  // of unknown size: so it asks for the end, once all before has left
    set(curl, CURLOPT_BUFFERSIZE, static_cast<long>(ReplyReader::longest_line));
    const bool encrypts = !server_.tls_at_once && settings_.tls != Tls::none;
    const long how = settings_.tls == Tls::required ? CURLUSESSL_ALL : CURLUSESSL_TRY;
    set(curl, CURLOPT_USE_SSL, encrypts ? how : static_cast<long>(CURLUSESSL_NONE));
    set(curl, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    if (!settings_.ca_file.empty()) set(curl, CURLOPT_CAINFO, settings_.ca_file.c_str());
    if (!settings_.user.empty()) {
        set(curl, CURLOPT_USERNAME, settings_.user.c_str());
        set(curl, CURLOPT_PASSWORD, settings_.password.c_str());
        set(curl, CURLOPT_LOGIN_OPTIONS, "AUTH=PLAIN;AUTH=LOGIN");
    }
    set(curl, CURLOPT_MAIL_FROM, settings_.from.address.text().c_str());
    // Ours are shorter and know the stages (limit()); these are what is left should ours fail.
    const auto longest = std::max(settings_.timeouts.dot, settings_.timeouts.total);
    set(curl, CURLOPT_SERVER_RESPONSE_TIMEOUT, static_cast<long>(longest.count() / 1000 + 60));
    set(curl, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(longest.count() + 60'000));

    set(curl, CURLOPT_ERRORBUFFER, curl_words_);
    set(curl, CURLOPT_HEADERFUNCTION, &Session::on_reply);
    set(curl, CURLOPT_HEADERDATA, this);
    set(curl, CURLOPT_READFUNCTION, &Session::on_read);
    set(curl, CURLOPT_READDATA, this);
    set(curl, CURLOPT_NOPROGRESS, 0L);
    set(curl, CURLOPT_XFERINFOFUNCTION, &Session::on_progress);
    set(curl, CURLOPT_XFERINFODATA, this);
    set(curl, CURLOPT_VERBOSE, 1L);  // to on_debug, which looks at verbs and keeps nothing
    set(curl, CURLOPT_DEBUGFUNCTION, &Session::on_debug);
    set(curl, CURLOPT_DEBUGDATA, this);
    set(curl, CURLOPT_PREREQFUNCTION, &Session::on_ready);
    set(curl, CURLOPT_PREREQDATA, this);
    set(curl, CURLOPT_OPENSOCKETFUNCTION, &Session::on_open);
    set(curl, CURLOPT_OPENSOCKETDATA, this);
    set(curl, CURLOPT_CLOSESOCKETFUNCTION, &Session::on_close);
    set(curl, CURLOPT_CLOSESOCKETDATA, this);
}

CURLcode Session::perform(const Address& to, const std::string& message) {
    attempt_ = Attempt{};
    if (!curl_) {
        prepare();
        attempt_.stage = Stage::connecting;
        attempt_.fresh = true;
    }
    leaving_ = false;
    attempt_.to = &to;
    attempt_.message = &message;
    attempt_.began = attempt_.since = clock_.boottime();
    reply_.clear();
    curl_words_[0] = '\0';
    const Recipients recipients(curl_slist_append(nullptr, to.text().c_str()), curl_slist_free_all);
    set(curl_.get(), CURLOPT_MAIL_RCPT, recipients.get());
    set(curl_.get(), CURLOPT_FORBID_REUSE, letters_ + 1 >= settings_.letters_per_connection ? 1L : 0L);
    const auto status = curl_easy_perform(curl_.get());
    set(curl_.get(), CURLOPT_MAIL_RCPT, static_cast<curl_slist*>(nullptr));
    letters_ = letters_ + 1 >= settings_.letters_per_connection ? 0 : letters_ + 1;
    return status;
}

Ruling Session::send(const Address& to, const std::string& message) {
    auto status = perform(to, message);
    // The server may have closed the connection while nobody looked: nothing has begun then.
    if (status != CURLE_OK && !attempt_.fresh && !attempt_.answered && attempt_.stage < Stage::sending &&
        attempt_.refusal.empty() && attempt_.timeout.empty()) {
        close();
        status = perform(to, message);
    }
    auto found = judge(status);
    if (status != CURLE_OK) close();
    return found;
}

void Session::close() {
    leaving_ = true;
    {
        // libcurl would wait two minutes for the answer to QUIT, and nobody asks.
        const std::lock_guard lock(mutex_);
        for (const auto socket : sockets_) ::shutdown(socket, SHUT_RD);
    }
    curl_.reset();
    letters_ = 0;
}

void Session::abort() {
    const std::lock_guard lock(mutex_);
    aborted_ = true;
    for (const auto socket : sockets_) ::shutdown(socket, SHUT_RDWR);
}

Ruling Session::judge(CURLcode status) {
    if (!attempt_.refusal.empty()) return {{runtime::Posted::never, attempt_.refusal, std::nullopt}, false};
    Ending ending{attempt_.stage, std::nullopt, {}};
    if (const auto code = reply_.code(); code && (attempt_.stage == Stage::dot || *code >= 400)) {
        ending.code = code;
        ending.words = reply_.words();
    } else {
        ending.words = failure(status);
    }
    auto found = ruling(std::move(ending));
    const std::vector<std::string> spellings = {attempt_.to->text(), "<" + attempt_.to->local + "@"};
    found.report.reply = fit_to_keep(std::move(found.report.reply), spellings);
    return found;
}

std::string Session::failure(CURLcode status) const {
    if (!reply_.fault().empty()) return server_.text() + ": " + reply_.fault();
    if (!attempt_.timeout.empty()) return server_.text() + ": " + attempt_.timeout;
    if (status == CURLE_USE_SSL_FAILED)
        return server_.text() + ": the server does not go over to TLS, which mail.tls demands" +
               (reply_.words().empty() ? "" : "; it said: " + reply_.words());
    const char* words = curl_words_[0] != '\0' ? curl_words_ : curl_easy_strerror(status);
    return server_.text() + ": " + words;
}

milliseconds Session::limit() const {
    const auto& timeouts = settings_.timeouts;
    switch (attempt_.stage) {
        case Stage::connecting:
            return timeouts.connect;
        case Stage::banner:
            return timeouts.banner;
        case Stage::dot:
            return timeouts.dot;
        default:
            return timeouts.reply;
    }
}

void Session::enter(Stage stage) {
    attempt_.stage = stage;
    attempt_.since = clock_.boottime();
}

/// Lines of a login begin with none of these words.
void Session::see_command(std::string_view command) {
    if (begins(command, "QUIT")) {  // what was said until now is the end
        leaving_ = true;
        attempt_.since = clock_.boottime();
        return;
    }
    reply_.clear();
    if (begins(command, "EHLO") || begins(command, "HELO")) {
        extensions_ = {};
        enter(Stage::hello);
    } else if (begins(command, "STARTTLS")) {
        enter(Stage::encrypting);
    } else if (begins(command, "AUTH ")) {
        enter(Stage::login);
    } else if (begins(command, "MAIL FROM:")) {
        enter(Stage::sender);
    } else if (begins(command, "RCPT TO:")) {
        enter(Stage::recipient);
    } else if (begins(command, "DATA\r")) {
        enter(Stage::data);
    }
}

void Session::see_extensions() {
    for (const auto& line : reply_.lines()) {
        if (begins(line, "SMTPUTF8")) extensions_.utf8 = true;
        if (begins(line, "SIZE "))
            std::from_chars(line.data() + 5, line.data() + line.size(), extensions_.size);
    }
}

std::string Session::local_refusal() const {
    if (extensions_.size != 0 && attempt_.message->size() > extensions_.size)
        return "the letter has " + std::to_string(attempt_.message->size()) + " bytes, " + server_.text() +
               " takes at most " + std::to_string(extensions_.size);
    if (attempt_.to->needs_utf8() && !extensions_.utf8)
        return server_.text() + " takes no address with letters beyond ASCII (it offers no SMTPUTF8)";
    return {};
}

bool Session::is_aborted() {
    const std::lock_guard lock(mutex_);
    return aborted_;
}

bool Session::is_connected() {
    const std::lock_guard lock(mutex_);
    return std::ranges::any_of(sockets_, [](curl_socket_t socket) {
        sockaddr_storage address{};
        socklen_t size = sizeof address;
        return ::getpeername(socket, reinterpret_cast<sockaddr*>(&address), &size) == 0;
    });
}

std::size_t Session::on_reply(char* bytes, std::size_t one, std::size_t count, void* self) {
    auto& session = *static_cast<Session*>(self);
    if (session.leaving_) return one * count;
    session.attempt_.answered = true;
    if (!session.reply_.take({bytes, one * count})) return 0;
    if (session.reply_.code() && session.attempt_.stage == Stage::hello) session.see_extensions();
    return one * count;
}

std::size_t Session::on_read(char* bytes, std::size_t one, std::size_t count, void* self) {
    auto& session = *static_cast<Session*>(self);
    auto& attempt = session.attempt_;
    session.reply_.clear();
    const auto size = std::min(one * count, attempt.message->size() - attempt.sent);
    std::memcpy(bytes, attempt.message->data() + attempt.sent, size);
    attempt.sent += size;
    session.enter(size == 0 ? Stage::dot : Stage::sending);
    return size;
}

int Session::on_progress(void* self, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
    auto& session = *static_cast<Session*>(self);
    auto& attempt = session.attempt_;
    const auto now = session.clock_.boottime();
    const auto& timeouts = session.settings_.timeouts;
    if (session.leaving_) return now - attempt.since > timeouts.stop ? 1 : 0;
    if (session.is_aborted()) attempt.timeout = "the service is stopping";
    if (attempt.stage == Stage::connecting && session.is_connected()) session.enter(Stage::banner);
    if (now - attempt.since > session.limit())
        attempt.timeout = attempt.stage == Stage::connecting ? "no connection in time" : "no answer in time";
    else if (now - attempt.began > timeouts.total)
        attempt.timeout = "the whole took too long";
    return attempt.timeout.empty() ? 0 : 1;
}

int Session::on_debug(CURL*, curl_infotype type, char* bytes, std::size_t size, void* self) {
    auto& session = *static_cast<Session*>(self);
    if (session.leaving_) return 0;
    const std::string_view text(bytes, size);
    if (type == CURLINFO_HEADER_OUT) session.see_command(text);
    // libcurl would cut the line short and go on.
    if (type == CURLINFO_TEXT && text.starts_with("Excessive server response line length"))
        session.attempt_.timeout = "a line of the reply is longer than 4 KiB";
    return 0;
}

int Session::on_ready(void* self, char*, char*, int, int) {
    auto& session = *static_cast<Session*>(self);
    session.attempt_.refusal = session.local_refusal();
    return session.attempt_.refusal.empty() ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT;
}

curl_socket_t Session::on_open(void* self, curlsocktype, curl_sockaddr* address) {
    auto& session = *static_cast<Session*>(self);
    const std::lock_guard lock(session.mutex_);
    if (session.aborted_) return CURL_SOCKET_BAD;
    const auto socket = ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
    if (socket < 0) return CURL_SOCKET_BAD;
    session.sockets_.insert(socket);
    session.attempt_.fresh = true;
    session.letters_ = 0;
    session.attempt_.stage = Stage::connecting;
    return socket;
}

int Session::on_close(void* self, curl_socket_t socket) {
    auto& session = *static_cast<Session*>(self);
    const std::lock_guard lock(session.mutex_);
    session.sockets_.erase(socket);
    return ::close(socket);
}

}  // namespace waymark::smtp
