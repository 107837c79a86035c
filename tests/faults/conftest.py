from tests.mail import mailbox as mailbox
