# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'source_form.ui'
##
## Created by: Qt User Interface Compiler version 6.9.3
##
## WARNING! All changes made in this file will be lost when recompiling UI file!
################################################################################

from PySide6.QtCore import (QCoreApplication, QDate, QDateTime, QLocale,
    QMetaObject, QObject, QPoint, QRect,
    QSize, QTime, QUrl, Qt)
from PySide6.QtGui import (QBrush, QColor, QConicalGradient, QCursor,
    QFont, QFontDatabase, QGradient, QIcon,
    QImage, QKeySequence, QLinearGradient, QPainter,
    QPalette, QPixmap, QRadialGradient, QTransform)
from PySide6.QtWidgets import (QApplication, QGridLayout, QLabel, QPushButton,
    QSizePolicy, QWidget)

class Ui_SourceForm(object):
    def setupUi(self, SourceForm):
        if not SourceForm.objectName():
            SourceForm.setObjectName(u"SourceForm")
        self.form_grid = QGridLayout(SourceForm)
        self.form_grid.setObjectName(u"form_grid")
        self.form_grid.setHorizontalSpacing(10)
        self.form_grid.setVerticalSpacing(4)
        self.form_grid.setContentsMargins(0, 0, 0, 0)
        self.source_visit_button = QPushButton(SourceForm)
        self.source_visit_button.setObjectName(u"source_visit_button")
        self.source_visit_button.setCheckable(True)
        self.source_visit_button.setAutoDefault(False)

        self.form_grid.addWidget(self.source_visit_button, 0, 0, 1, 2)

        self.source_letter_button = QPushButton(SourceForm)
        self.source_letter_button.setObjectName(u"source_letter_button")
        self.source_letter_button.setCheckable(True)
        self.source_letter_button.setAutoDefault(False)

        self.form_grid.addWidget(self.source_letter_button, 0, 2, 1, 2)

        self.source_phone_button = QPushButton(SourceForm)
        self.source_phone_button.setObjectName(u"source_phone_button")
        self.source_phone_button.setCheckable(True)
        self.source_phone_button.setAutoDefault(False)

        self.form_grid.addWidget(self.source_phone_button, 0, 4, 1, 2)

        self.source_online_button = QPushButton(SourceForm)
        self.source_online_button.setObjectName(u"source_online_button")
        self.source_online_button.setCheckable(True)
        self.source_online_button.setAutoDefault(False)

        self.form_grid.addWidget(self.source_online_button, 0, 6, 1, 2)

        self.source_transfer_button = QPushButton(SourceForm)
        self.source_transfer_button.setObjectName(u"source_transfer_button")
        self.source_transfer_button.setCheckable(True)
        self.source_transfer_button.setAutoDefault(False)

        self.form_grid.addWidget(self.source_transfer_button, 0, 8, 1, 4)

        self.disclosure_question = QLabel(SourceForm)
        self.disclosure_question.setObjectName(u"disclosure_question")

        self.form_grid.addWidget(self.disclosure_question, 1, 0, 1, 12)

        self.disclosure_no_button = QPushButton(SourceForm)
        self.disclosure_no_button.setObjectName(u"disclosure_no_button")
        self.disclosure_no_button.setCheckable(True)
        self.disclosure_no_button.setAutoDefault(False)

        self.form_grid.addWidget(self.disclosure_no_button, 2, 0, 1, 6)

        self.disclosure_yes_button = QPushButton(SourceForm)
        self.disclosure_yes_button.setObjectName(u"disclosure_yes_button")
        self.disclosure_yes_button.setCheckable(True)
        self.disclosure_yes_button.setAutoDefault(False)

        self.form_grid.addWidget(self.disclosure_yes_button, 2, 6, 1, 6)

        self.form_grid.setColumnStretch(0, 1)
        self.form_grid.setColumnStretch(1, 1)
        self.form_grid.setColumnStretch(2, 1)
        self.form_grid.setColumnStretch(3, 1)
        self.form_grid.setColumnStretch(4, 1)
        self.form_grid.setColumnStretch(5, 1)
        self.form_grid.setColumnStretch(6, 1)
        self.form_grid.setColumnStretch(7, 1)
        self.form_grid.setColumnStretch(8, 1)
        self.form_grid.setColumnStretch(9, 1)
        self.form_grid.setColumnStretch(10, 1)
        self.form_grid.setColumnStretch(11, 1)
        QWidget.setTabOrder(self.source_visit_button, self.source_letter_button)
        QWidget.setTabOrder(self.source_letter_button, self.source_phone_button)
        QWidget.setTabOrder(self.source_phone_button, self.source_online_button)
        QWidget.setTabOrder(self.source_online_button, self.source_transfer_button)
        QWidget.setTabOrder(self.source_transfer_button, self.disclosure_no_button)
        QWidget.setTabOrder(self.disclosure_no_button, self.disclosure_yes_button)

        self.retranslateUi(SourceForm)
    # setupUi

    def retranslateUi(self, SourceForm):
        self.source_visit_button.setText(QCoreApplication.translate("SourceForm", u"1\u3000\u8d70\u8bbf", None))
#if QT_CONFIG(accessibility)
        self.source_visit_button.setAccessibleName(QCoreApplication.translate("SourceForm", u"\u8d70\u8bbf", None))
#endif // QT_CONFIG(accessibility)
        self.source_visit_button.setProperty(u"kind", QCoreApplication.translate("SourceForm", u"choice", None))
        self.source_letter_button.setText(QCoreApplication.translate("SourceForm", u"2\u3000\u6765\u4fe1", None))
#if QT_CONFIG(accessibility)
        self.source_letter_button.setAccessibleName(QCoreApplication.translate("SourceForm", u"\u6765\u4fe1", None))
#endif // QT_CONFIG(accessibility)
        self.source_letter_button.setProperty(u"kind", QCoreApplication.translate("SourceForm", u"choice", None))
        self.source_phone_button.setText(QCoreApplication.translate("SourceForm", u"3\u3000\u6765\u7535", None))
#if QT_CONFIG(accessibility)
        self.source_phone_button.setAccessibleName(QCoreApplication.translate("SourceForm", u"\u6765\u7535", None))
#endif // QT_CONFIG(accessibility)
        self.source_phone_button.setProperty(u"kind", QCoreApplication.translate("SourceForm", u"choice", None))
        self.source_online_button.setText(QCoreApplication.translate("SourceForm", u"4\u3000\u7f51\u4e0a", None))
#if QT_CONFIG(accessibility)
        self.source_online_button.setAccessibleName(QCoreApplication.translate("SourceForm", u"\u7f51\u4e0a", None))
#endif // QT_CONFIG(accessibility)
        self.source_online_button.setProperty(u"kind", QCoreApplication.translate("SourceForm", u"choice", None))
        self.source_transfer_button.setText(QCoreApplication.translate("SourceForm", u"5\u3000\u8f6c\u9001\u3001\u4ea4\u529e\u6765\u4ef6", None))
#if QT_CONFIG(accessibility)
        self.source_transfer_button.setAccessibleName(QCoreApplication.translate("SourceForm", u"\u8f6c\u9001\u3001\u4ea4\u529e\u6765\u4ef6", None))
#endif // QT_CONFIG(accessibility)
        self.source_transfer_button.setProperty(u"kind", QCoreApplication.translate("SourceForm", u"choice", None))
        self.disclosure_question.setText(QCoreApplication.translate("SourceForm", u"\u662f\u4e0d\u662f\u4e3e\u62a5\u5e72\u90e8\u3001\u515a\u5458\u3001\u6751\u91cc\u7ba1\u4e8b\u7684\uff1f\u5148\u4e0d\u8981\u8bf4\u7ec6\u8282\u3002", None))
        self.disclosure_question.setProperty(u"kind", QCoreApplication.translate("SourceForm", u"strong", None))
        self.disclosure_no_button.setText(QCoreApplication.translate("SourceForm", u"1\u3000\u4e0d\u662f\u4e3e\u62a5", None))
#if QT_CONFIG(accessibility)
        self.disclosure_no_button.setAccessibleName(QCoreApplication.translate("SourceForm", u"\u4e0d\u662f\u4e3e\u62a5", None))
#endif // QT_CONFIG(accessibility)
        self.disclosure_no_button.setProperty(u"kind", QCoreApplication.translate("SourceForm", u"choice", None))
        self.disclosure_yes_button.setText(QCoreApplication.translate("SourceForm", u"2\u3000\u662f\u4e3e\u62a5\uff0c\u8f6c\u5bc6\u5b58", None))
#if QT_CONFIG(accessibility)
        self.disclosure_yes_button.setAccessibleName(QCoreApplication.translate("SourceForm", u"\u662f\u4e3e\u62a5\uff0c\u8f6c\u5bc6\u5b58", None))
#endif // QT_CONFIG(accessibility)
        self.disclosure_yes_button.setProperty(u"kind", QCoreApplication.translate("SourceForm", u"choice", None))
        pass
    # retranslateUi

